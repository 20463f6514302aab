import { strToU8, Zip, ZipDeflate } from "fflate";
import { Prisma } from "~/generated/prisma/client";
import { readFile } from "~/platform/files.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { personalData } from "../catalogue/personal-data";
import { quoted } from "../person/person-rows.server";

/** Most tables are small: the first pages of so many are read in one transaction. */
const tablesAtOnce = 20;
/** Rows of a page: one transaction each, so that an export holds nobody up. */
const pageSize = 1000;

/**
 * All that is a company's as a zip that is written while it is read: a file of one JSON row a line for each table, each stored file as it
 * came in, and a manifest with the counts. Secrets and their digests stay here: they open nothing elsewhere.
 */
export async function* companyArchive(company: CompanyScope, { isExport }: { isExport: (contentType: string) => boolean }) {
  const ready: Array<Uint8Array> = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const counts: Record<string, number> = {};
  const keys = await primaryKeys(company);
  for (let from = 0; from < tables.length; from += tablesAtOnce) {
    const some = tables.slice(from, from + tablesAtOnce);
    const firsts = await inCompany(company, async (ctx) => {
      const pages: Array<Page> = [];
      for (const table of some) pages.push(await readPage(ctx, table, keys.get(table)!, null));
      return pages;
    });
    for (const [at, table] of some.entries()) {
      const entry = new ZipDeflate(`tables/${table}.ndjson`, { level: 6 });
      zip.add(entry);
      counts[table] = 0;
      for (let page: Page = firsts[at]!; ; page = await inCompany(company, (ctx) => readPage(ctx, table, keys.get(table)!, page.last))) {
        counts[table] += page.rows.length;
        entry.push(strToU8(page.rows.map((row) => `${JSON.stringify(row)}\n`).join("")));
        yield* ready.splice(0);
        if (page.last === null) break;
      }
      entry.push(new Uint8Array(0), true);
    }
  }
  const files = await inCompany(company, ({ db }) =>
    db.storedFile.findMany({
      where: { sha256: { not: null } },
      select: { id: true, name: true, contentType: true },
      orderBy: { id: "asc" },
    }),
  );
  for (const { id, name, contentType } of files) {
    if (isExport(contentType)) continue;
    const entry = new ZipDeflate(`files/${id}-${name.replace(/[^\p{L}\p{N}._-]+/gu, "_")}`, { level: 3 });
    zip.add(entry);
    for await (const piece of readFile(company, id)) {
      entry.push(piece);
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
  }
  const manifest = new ZipDeflate("manifest.json", { level: 6 });
  zip.add(manifest);
  manifest.push(strToU8(JSON.stringify({ format: "essor-company/1", companyId: company.companyId, rows: counts }, null, 2)), true);
  zip.end();
  yield* ready.splice(0);
}

/** Tables whose rows are a company's own, and that of the company and of the people who work in it. Bytes of files go as files. */
const tables = Object.entries(personalData)
  .filter(([name, { columns }]) => !name.includes(".") && name !== "stored_file_chunks" && name !== "sessions" && columns.company_id)
  .map(([name]) => name)
  .concat("companies", "users")
  .sort();

const primaryKeys = (company: CompanyScope) =>
  inCompany(company, async ({ db }) => {
    const keys = await db.$queryRaw<Array<{ table: string; columns: Array<string> }>>`
      SELECT c.relname::text AS table, array_agg(a.attname::text ORDER BY k.at) AS columns
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (num, at)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
      WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY (${tables}::text[]) GROUP BY c.relname`;
    return new Map(keys.map(({ table, columns }) => [table, columns]));
  });

interface Page {
  rows: Array<Record<string, unknown>>;
  /** The key of its last row, as JSON; null where nothing follows. */
  last: string | null;
}

async function readPage({ db, companyId }: CompanyCtx, table: string, key: Array<string>, after: string | null): Promise<Page> {
  const of = (alias: string, names: Array<string>) => Prisma.join(names.map((name) => Prisma.sql`${Prisma.raw(alias)}.${quoted(name)}`));
  const told = Object.entries(personalData[table]!.columns).flatMap(([name, { tag }]) => (tag === "secret" ? [] : [name]));
  const own =
    table === "companies"
      ? Prisma.sql`t.id = ${companyId}::uuid`
      : table === "users"
        ? Prisma.sql`true` // row security shows colleagues alone
        : Prisma.sql`t.company_id = ${companyId}::uuid`;
  const beyond = after
    ? Prisma.sql`AND ROW(${of("t", key)}) > (SELECT ${of("l", key)} FROM jsonb_populate_record(NULL::${quoted(table)}, ${after}::jsonb) l)`
    : Prisma.empty;
  const rows = await db.$queryRaw<Array<{ row: Record<string, unknown>; key: string }>>`
    SELECT (SELECT to_jsonb(v) FROM (SELECT ${of("t", told)}) v) AS row, (SELECT to_jsonb(k) FROM (SELECT ${of("t", key)}) k)::text AS key
    FROM ${quoted(table)} t WHERE ${own} ${beyond} ORDER BY ${of("t", key)} LIMIT ${pageSize}::int`;
  return { rows: rows.map(({ row }) => row), last: rows.length < pageSize ? null : rows.at(-1)!.key };
}
