import type { CompanyCtx } from "~/platform/tenancy.server";
import { mostTags } from "./prospect.schema";
import { prospectsChanged } from "./prospect.events.server";
import type { ProspectSelection } from "./prospect-selection.schema";
import { selectionWhere, whomOf } from "./prospect-where.server";

/**
 * Gives a tag to many, or takes it from them, in one statement. Who has it already (or has as many tags as fit) stays as is.
 * @returns whose tags changed; `ids` the first 50, enough for an undo of what a page can show
 */
export async function tagProspects(
  ctx: CompanyCtx,
  { selection, tag, remove }: { selection: ProspectSelection; tag: string; remove: boolean },
) {
  const { db, companyId } = ctx;
  const where = await selectionWhere(ctx, selection);
  const [changed] = remove
    ? await db.$queryRaw<Array<Changed>>`
        WITH done AS (UPDATE prospects p SET tags = array_remove(p.tags, ${tag}) WHERE ${where} AND ${tag} = ANY (p.tags) RETURNING p.id)
        SELECT count(*)::int AS count, coalesce((array_agg(id))[1:50], '{}') AS ids FROM done`
    : await db.$queryRaw<Array<Changed>>`
        WITH done AS (
          UPDATE prospects p SET tags = array_append(p.tags, ${tag}) WHERE ${where} AND NOT (${tag} = ANY (p.tags)) AND cardinality(p.tags) < ${mostTags}::int RETURNING p.id)
        SELECT count(*)::int AS count, coalesce((array_agg(id))[1:50], '{}') AS ids FROM done`;
  const { count, ids } = changed!;
  if (count > 0) {
    ctx.emit(prospectsChanged.create({ companyId, count, fields: ["tags"] }), companyId);
    const { about, whom } = whomOf(selection);
    ctx.audit({ action: remove ? "prospects.untagged" : "prospects.tagged", about, after: { count, tag, ...whom } });
  }
  return { count, ids };
}

interface Changed {
  count: number;
  ids: Array<string>;
}
