import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { personalData } from "../catalogue/personal-data";
import { taggedColumns } from "./empty-values.server";
import type { KnownPerson } from "./find-person.server";
import { quoted } from "./person-rows.server";

/** What stands where a person was named. */
const gap = "[…]";
const isText = (type: string) => type === "text" || type.startsWith("character") || type === "jsonb";

/**
 * Cuts a person's name and addresses out of whatever others wrote in this company: notes on other records, reports, drafts, errors.
 * Names and addresses of other records are theirs, books of the law stay as they are.
 * @returns rows changed, by table
 */
export async function cutOutPerson({ db, companyId }: CompanyCtx, person: KnownPerson): Promise<Map<string, number>> {
  const changed = new Map<string, number>();
  const pattern = patternOf(person);
  if (!pattern) return changed;
  for (const [table, { columns }] of Object.entries(personalData)) {
    if (table.includes(".") || !columns.company_id || Object.values(columns).some(({ tag }) => tag === "kept")) continue;
    const shapes = await taggedColumns(
      db,
      table,
      (tag) => tag.tag === "free" || (tag.tag === "contact" && /content|profile/.test(tag.kind)),
    );
    const texts = shapes.filter(({ type }) => isText(type));
    const lists = shapes.filter(({ type }) => type === "text[]");
    if (texts.length + lists.length === 0) continue;
    const cut = [
      ...texts.map(
        ({ name, type }) =>
          Prisma.sql`${quoted(name)} = regexp_replace(${quoted(name)}::text, ${pattern}, ${gap}, 'gi')${Prisma.raw(type === "jsonb" ? "::jsonb" : "")}`,
      ),
      ...lists.map(
        ({ name }) =>
          Prisma.sql`${quoted(name)} = ARRAY(SELECT regexp_replace(u, ${pattern}, ${gap}, 'gi') FROM unnest(${quoted(name)}) u)`,
      ),
    ];
    const said = [...texts, ...lists].map(({ name }) => Prisma.sql`${quoted(name)}::text ~* ${pattern}`);
    const count = await db.$executeRaw`
      UPDATE ${quoted(table)} SET ${Prisma.join(cut)} WHERE company_id = ${companyId}::uuid AND (${Prisma.join(said, " OR ")})`;
    if (count > 0) changed.set(table, count);
  }
  return changed;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\\-]/g, "\\$&");
/** As it stands in a text and as it stands in JSON. */
const asWritten = (text: string) => [...new Set([text, JSON.stringify(text).slice(1, -1)])].map(literal).join("|");

/** One pattern for all he is named and reached by; numbers as people write them. Null for somebody without either. */
function patternOf({ emails, phones, names }: KnownPerson): string | null {
  const between = "[[:space:].()/-]*";
  const numbers = phones.map((phone) => {
    const national = phone.startsWith("+33") ? phone.slice(3) : phone.slice(1);
    const digits = [...national].join(between);
    return phone.startsWith("+33") ? `(?:\\+33|0033|0)${between}(?:\\(0\\))?${between}${digits}` : `(?:\\+|00)${between}${digits}`;
  });
  const people = names.flatMap(({ first, last }) => [`${first} ${last}`, `${last} ${first}`]).map((name) => `\\m(?:${asWritten(name)})\\M`);
  const parts = [...emails.map(asWritten), ...numbers, ...people];
  return parts.length > 0 ? parts.map((part) => `(?:${part})`).join("|") : null;
}
