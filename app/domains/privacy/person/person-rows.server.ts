import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { personalData } from "../catalogue/personal-data";
import type { KnownPerson } from "./find-person.server";

/** Which rows of which table are about a person, as conditions on the table. */
export type PersonRows = ReadonlyMap<string, Prisma.Sql>;

const isColumn = /^\w+$/;
export const quoted = (name: string) => Prisma.raw(`"${name}"`);

/** Tables whose rows of a person others point at: their ids are read once. */
const parents = new Set([
  "privacy_requests",
  ...Object.values(personalData).flatMap(({ rows = {} }) => Object.values(rows).filter((target) => !target.includes("."))),
]);

/**
 * The rows of a person in every table that the catalogue tags, parents before their children. Read before anything is erased: what is
 * emptied can no longer be found by what it said.
 */
export async function rowsOfPerson(ctx: CompanyCtx, person: KnownPerson): Promise<PersonRows> {
  const { db, companyId } = ctx;
  const ids = new Map<string, Array<string>>([
    ["prospects", person.prospectIds],
    ["customers", person.customerIds],
  ]);
  const rows = new Map<string, Prisma.Sql>();
  for (const name of inOrder()) {
    const condition = conditionOf(name, ids, person);
    const own = Prisma.sql`company_id = ${companyId}::uuid AND (${condition})`;
    rows.set(name, name === "local_mails" ? condition : own);
    if (parents.has(name) && !ids.has(name))
      ids.set(
        name,
        (await db.$queryRaw<Array<{ id: string }>>`SELECT id FROM ${quoted(name)} WHERE ${own}`).map(({ id }) => id),
      );
  }
  // Where an address hangs on a record of his, and on nobody else's: found through the records, before they are emptied.
  const addressIds = await db.$queryRaw<Array<{ id: string }>>`
    SELECT a.id FROM addresses a JOIN customers c ON c.company_id = a.company_id AND c.address_id = a.id
    WHERE a.company_id = ${companyId}::uuid AND c.id = ANY (${person.customerIds}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM customers o WHERE o.company_id = a.company_id AND o.address_id = a.id AND NOT o.id = ANY (${person.customerIds}::uuid[]))
      AND NOT EXISTS (SELECT 1 FROM stores s WHERE s.company_id = a.company_id AND s.address_id = a.id)`;
  const runIds = await db.$queryRaw<Array<{ id: string }>>`
    SELECT DISTINCT import_run_id AS id FROM import_lines WHERE ${rows.get("import_lines")!}`;
  rows.set("import_runs", Prisma.sql`company_id = ${companyId}::uuid AND id = ANY (${runIds.map(({ id }) => id)}::uuid[])`);
  rows.set("addresses", Prisma.sql`company_id = ${companyId}::uuid AND id = ANY (${addressIds.map(({ id }) => id)}::uuid[])`);
  return rows;
}

/** Tables with rows of persons, each after those it points at. */
function inOrder(): Array<string> {
  const order: Array<string> = [];
  const visit = (name: string) => {
    if (order.includes(name)) return;
    for (const target of Object.values(personalData[name]?.rows ?? {})) if (target !== name && !target.includes(".")) visit(target);
    order.push(name);
  };
  for (const [name, { rows }] of Object.entries(personalData))
    if (rows && !Object.values(rows).some((target) => target.includes("."))) visit(name);
  return order;
}

function conditionOf(name: string, ids: ReadonlyMap<string, Array<string>>, { emails, phones, hashes }: KnownPerson): Prisma.Sql {
  const parts = Object.entries(personalData[name]!.rows!)
    .filter(([, target]) => !target.includes(".") && (target !== name || ids.has(name)))
    .map(([column, target]) =>
      isColumn.test(column)
        ? Prisma.sql`${quoted(column)} = ANY (${ids.get(target) ?? []}::uuid[])`
        : Prisma.sql`${Prisma.raw(column)} = ANY (${ids.get(target) ?? []}::text[])`,
    );
  if (name === "prospects" || name === "customers") return Prisma.sql`id = ANY (${ids.get(name)!}::uuid[])`;
  if (name === "consents") parts.push(Prisma.sql`person_hash = ANY (${hashes}::text[])`);
  if (name === "privacy_requests") parts.push(Prisma.sql`email = ANY (${emails}::text[]) OR person_hashes && ${hashes}::text[]`);
  if (name === "suppressions")
    parts.push(Prisma.sql`address = ANY (${[...emails, ...phones]}::text[]) OR address_hash = ANY (${hashes}::text[])`);
  // The mailbox of this machine is no company's: only what this company sent him is his here.
  if (name === "local_mails") parts.push(Prisma.sql`(metadata ->> 'essor-id') = ANY (${ids.get("privacy_requests") ?? []}::text[])`);
  if (name === "conversations")
    parts.push(Prisma.sql`lower(contact_email) = ANY (${emails}::text[]) OR contact_phone = ANY (${phones}::text[])`);
  if (name === "campaign_recipients") parts.push(Prisma.sql`lower(address) = ANY (${emails}::text[])`);
  return Prisma.join(parts, " OR ");
}
