import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Law, TableTags } from "../catalogue/column-tags.rules";
import { personalData } from "../catalogue/personal-data";
import { addressHash } from "./person-hash.server";
import { cutOutPerson } from "./cut-out-person.server";
import { emptyValues } from "./empty-values.server";
import type { KnownPerson } from "./find-person.server";
import { type PersonRows, quoted, rowsOfPerson } from "./person-rows.server";

/** A line of the certificate. */
export interface ErasedTable {
  table: string;
  /** Rows that are gone. */
  deleted: number;
  /** Rows that stay without anything of the person. */
  emptied: number;
  /** Rows of others in which his name or addresses were cut out. */
  cutOut: number;
  /** Rows that the law has us keep, and which. */
  kept: number;
  law: Law | null;
}

/**
 * Erases a person from every table of this company by the catalogue of tagged columns, in this one transaction: rows go or are emptied,
 * his name and addresses are cut out of what others wrote, digests of his addresses stay so that he is never written to again, and
 * what the law keeps stays and is counted with its reason. A second time changes nothing more.
 */
export async function erasePerson(ctx: CompanyCtx, person: KnownPerson): Promise<Array<ErasedTable>> {
  const rows = await rowsOfPerson(ctx, person);
  const lines = new Map<string, ErasedTable>();
  const line = (table: string) => {
    if (!lines.has(table)) lines.set(table, { table, deleted: 0, emptied: 0, cutOut: 0, kept: 0, law: null });
    return lines.get(table)!;
  };

  line("stored_files").deleted = await deleteFiles(ctx, person, rows);
  await rememberOpposition(ctx, person);
  for (const [table, condition] of [...rows].reverse()) {
    const tags = personalData[table]!;
    if (tags.erase) line(table).deleted = await deleteRows(ctx, table, tags, condition);
    if (tags.erase === "rows") continue;
    line(table).emptied = await emptyRows(ctx, table, tags, condition);
  }
  for (const [table, count] of await cutOutPerson(ctx, person)) line(table).cutOut = count;
  await ctx.db.$executeRaw`
    UPDATE person_keys SET wrapped_key = NULL, destroyed_at = ${ctx.now}::timestamptz
    WHERE company_id = ${ctx.companyId}::uuid AND subject_id = ANY (${[...person.prospectIds, ...person.customerIds]}::uuid[]) AND destroyed_at IS NULL`;
  for (const [table, condition] of rows) {
    const law = lawOf(personalData[table]!);
    if (!law) continue;
    const [{ count = 0 } = {}] = await ctx.db.$queryRaw<Array<{ count: number }>>`
      SELECT count(*)::int AS count FROM ${quoted(table)} WHERE ${condition}`;
    Object.assign(line(table), { kept: count, law });
  }
  return [...lines.values()].filter(({ deleted, emptied, cutOut, kept }) => deleted + emptied + cutOut + kept > 0);
}

const lawOf = ({ columns }: TableTags) => Object.values(columns).find((tag) => tag.tag === "kept")?.law ?? null;

/** Drafts bind nobody; one that something points at is part of a book, and stays. */
const bindsNobody = Prisma.sql`status = 'draft' AND NOT EXISTS (SELECT 1 FROM payment_links l WHERE l.document_id = documents.id)
  AND NOT EXISTS (SELECT 1 FROM points_movements m WHERE m.document_id = documents.id) AND NOT EXISTS (SELECT 1 FROM stock_movements m WHERE m.document_id = documents.id)
  AND NOT EXISTS (SELECT 1 FROM documents o WHERE o.origin_document_id = documents.id)`;

const deleteRows = ({ db }: CompanyCtx, table: string, { erase }: TableTags, condition: Prisma.Sql) =>
  db.$executeRaw`DELETE FROM ${quoted(table)} WHERE ${condition} ${erase === "drafts" ? Prisma.sql`AND ${bindsNobody}` : Prisma.empty}`;

async function emptyRows({ db, now }: CompanyCtx, table: string, tags: TableTags, condition: Prisma.Sql): Promise<number> {
  const empty = await emptyValues(db, table, ({ tag }) => tag === "contact");
  if (table === "prospects" || table === "customers") empty.push(Prisma.sql`deleted_at = coalesce(deleted_at, ${now}::timestamptz)`);
  return empty.length > 0 ? db.$executeRaw`UPDATE ${quoted(table)} SET ${Prisma.join(empty)} WHERE ${condition}` : 0;
}

/** Pictures and papers he sent, archives made for him, and the lists he came in by: their lines are kept apart, one by one. */
async function deleteFiles({ db, companyId }: CompanyCtx, { prospectIds }: KnownPerson, rows: PersonRows): Promise<number> {
  const sent = await db.$executeRaw`
    DELETE FROM stored_files f WHERE f.company_id = ${companyId}::uuid AND NOT EXISTS (SELECT 1 FROM import_runs r WHERE r.company_id = f.company_id AND r.file_id = f.id)
      AND NOT EXISTS (SELECT 1 FROM companies o WHERE o.id = f.company_id AND o.logo_file_id = f.id) AND f.id IN (
      SELECT media_file_id FROM conversation_messages WHERE media_file_id IS NOT NULL AND ${rows.get("conversation_messages")!}
      UNION SELECT file_id FROM privacy_requests WHERE type = 'access' AND file_id IS NOT NULL AND ${rows.get("privacy_requests")!})`;
  const lists = await db.$executeRaw`
    DELETE FROM stored_file_chunks WHERE company_id = ${companyId}::uuid AND file_id IN (
      SELECT r.file_id FROM import_runs r WHERE r.company_id = ${companyId}::uuid AND r.state IN ('completed', 'failed', 'rolled_back')
        AND r.id IN (SELECT l.import_run_id FROM import_lines l WHERE l.company_id = ${companyId}::uuid AND l.prospect_id = ANY (${prospectIds}::uuid[])))`;
  return sent + lists;
}

/** He is never written to again, and nobody can read from it who he was. */
async function rememberOpposition({ db, companyId }: CompanyCtx, { emails, phones }: KnownPerson) {
  const known = [
    ...emails.map((address) => ({ address, channel: "email", hash: addressHash(companyId, "email", address) })),
    ...phones.flatMap((address) =>
      ["sms", "whatsapp", "phone"].map((channel) => ({ address, channel, hash: addressHash(companyId, "phone", address) })),
    ),
  ];
  for (const { address, channel, hash } of known) {
    await db.$executeRaw`DELETE FROM suppressions WHERE company_id = ${companyId}::uuid AND channel = ${channel} AND address = ${address}`;
    await db.$executeRaw`
      INSERT INTO suppressions (id, company_id, channel, address_hash, reason) VALUES (app.uuid_v7(), ${companyId}::uuid, ${channel}, ${hash}, 'erased')
      ON CONFLICT (company_id, channel, address_hash) DO UPDATE SET reason = 'erased', message_id = NULL, note = NULL`;
  }
}
