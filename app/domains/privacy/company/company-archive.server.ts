import { strToU8, Zip, ZipDeflate } from "fflate";
import { Prisma } from "~/generated/prisma/client";
import { readFile } from "~/platform/files.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { personalData } from "../catalogue/personal-data";
import { quoted } from "../person/person-rows.server";

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
  for (const table of tablesOf()) {
    const entry = new ZipDeflate(`tables/${table}.ndjson`, { level: 6 });
    zip.add(entry);
    counts[table] = 0;
    for await (const rows of pagesOf(company, table)) {
      counts[table] += rows.length;
      entry.push(strToU8(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
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
const tablesOf = () =>
  Object.entries(personalData)
    .filter(([name, { columns }]) => !name.includes(".") && name !== "stored_file_chunks" && name !== "sessions" && columns.company_id)
    .map(([name]) => name)
    .concat("companies", "users")
    .sort();

async function* pagesOf(company: CompanyScope, table: string) {
  const columns = Object.entries(personalData[table]!.columns).flatMap(([name, { tag }]) => (tag === "secret" ? [] : [quoted(name)]));
  const key = await inCompany(
    company,
    ({ db }) =>
      db.$queryRaw<Array<{ name: string }>>`
      SELECT a.attname::text AS name FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (num, at)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
      WHERE i.indrelid = to_regclass('public.' || quote_ident(${table})) AND i.indisprimary ORDER BY k.at`,
  );
  const order = Prisma.join(key.map(({ name }) => quoted(name)));
  const own =
    table === "companies"
      ? Prisma.sql`id = ${company.companyId}::uuid`
      : table === "users"
        ? Prisma.sql`true`
        : Prisma.sql`company_id = ${company.companyId}::uuid`;
  for (let after: string | null = null; ;) {
    const last: string | null = after;
    const beyond = last
      ? Prisma.sql`AND ROW(${order}) > (SELECT ROW(${Prisma.join(key.map(({ name }) => Prisma.sql`l.${quoted(name)}`))}) FROM jsonb_populate_record(NULL::${quoted(table)}, ${last}::jsonb) l)`
      : Prisma.empty;
    const rows = await inCompany(
      company,
      ({ db }) =>
        db.$queryRaw<Array<{ row: Record<string, unknown>; key: Record<string, unknown> }>>`
        SELECT (SELECT to_jsonb(v) FROM (SELECT ${Prisma.join(columns.map((column) => Prisma.sql`t.${column}`))}) v) AS row, to_jsonb(k) AS key
        FROM ${quoted(table)} t CROSS JOIN LATERAL (SELECT ${Prisma.join(key.map(({ name }) => Prisma.sql`t.${quoted(name)}`))}) k
        WHERE ${own} ${beyond} ORDER BY ${order} LIMIT ${pageSize}::int`,
    );
    yield rows.map(({ row }) => row);
    if (rows.length < pageSize) return;
    after = JSON.stringify(rows.at(-1)!.key);
  }
}
