import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { headerKey } from "../columns/guess-columns.rules";
import { Mapping } from "../run/import-run.rules";

/** Lists with one header come by one way in, which remembers the columns a person confirmed. A list that was fetched (`of`) stays with its own. */
export async function jobFor(
  { db, companyId, actor, now }: CompanyCtx,
  { header, name, of }: { header: Array<string>; name: string; of?: string },
) {
  const own = of
    ? await db.importJob.findFirst({ where: { id: of, sourceType: { in: ["url", "mail"] } }, select: { id: true, fieldMapping: true } })
    : null;
  if (own) return { id: own.id, confirmed: Mapping.safeParse(own.fieldMapping).data };
  const sourceConfig = { headerKey: headerKey(header) };
  const known = await db.importJob.findFirst({
    where: { sourceType: "csv", sourceConfig: { equals: sourceConfig } },
    orderBy: { createdAt: "desc" },
    select: { id: true, fieldMapping: true },
  });
  if (known) return { id: known.id, confirmed: Mapping.safeParse(known.fieldMapping).data };
  const id = uuidv7(now);
  const userId = actor.kind === "user" ? actor.id : null;
  await db.importJob.create({ data: { id, companyId, name: name.slice(0, 100), sourceConfig, userId } });
  return { id, confirmed: undefined };
}
