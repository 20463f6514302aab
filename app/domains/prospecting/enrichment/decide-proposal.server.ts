import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import { isEnrichmentField, recordFields } from "./enrichment-fields.rules";
import { hasObjected } from "./objected.server";
import type { ValueOrigin } from "./value-origin.rules";
import { isTaken, valueOf, writeValues } from "./write-value.server";

/** A value that waits, with its prospect, both held until the transaction ends. */
async function take(ctx: CompanyCtx, id: string) {
  const { db, companyId } = ctx;
  await db.$queryRaw`SELECT 1 FROM enrichments WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const proposal = found(await db.enrichment.findUnique({ where: { id } }));
  const prospect = found(await db.prospect.findFirst({ where: { id: proposal.prospectId, deletedAt: null } }));
  return { proposal, prospect };
}

/**
 * A member says yes to a value: it takes the place of what stands there, and is his from now on. Said twice, it is written once.
 * @throws AppError 'platform.record.unknown' · 'prospecting.prospect.email_known', 'prospecting.prospect.siret_known' (409) another prospect has it ·
 * 'prospecting.enrichment.objected' (409) its person said no to us meanwhile · 'prospecting.enrichment.decided' (409) it was refused or replaced
 */
export async function acceptProposal(ctx: CompanyCtx, id: string): Promise<string> {
  const { db, companyId, actor, now } = ctx;
  const { proposal, prospect } = await take(ctx, id);
  if (proposal.status === "completed") return prospect.id;
  const { field, enrichedValue: value } = proposal;
  if (proposal.status !== "pending" || !isEnrichmentField(field) || value === null) throw new AppError("prospecting.enrichment.decided");
  if (await isTaken(ctx, prospect.id, field, value)) throw new AppError(`prospecting.prospect.${field as "email" | "siret"}_known`);
  if (await hasObjected(ctx, { emails: [prospect.email, field === "email" ? value : null], phones: [field === "phone" ? value : null] }))
    throw new AppError("prospecting.enrichment.objected");
  const by = actor.kind === "user" ? actor.id : null;
  const originalValue = await valueOf(ctx, prospect, field);
  const origin: ValueOrigin = {
    kind: "source",
    by: proposal.provider,
    at: proposal.createdAt.toISOString(),
    url: proposal.sourceUrl,
    confidence: Number(proposal.confidenceScore ?? 0),
    approvedBy: by,
  };
  const fields = await writeValues(ctx, prospect, [{ field, value, origin }]);
  await db.enrichment.update({ where: { id }, data: { status: "completed", originalValue, decidedById: by, decidedAt: now } });
  ctx.emit(prospectChanged.create({ companyId, prospectId: prospect.id, fields }), prospect.id);
  const name = recordFields[field][0];
  ctx.audit({
    action: "enrichment.accepted",
    about: { type: "prospect", id: prospect.id },
    before: { [name]: originalValue },
    after: { [name]: value },
  });
  return prospect.id;
}

/** A member says no: what stands there stays, and the same value is not proposed again. @throws AppError 'platform.record.unknown', 'prospecting.enrichment.decided' */
export async function refuseProposal(ctx: CompanyCtx, id: string): Promise<string> {
  const { proposal, prospect } = await take(ctx, id);
  if (proposal.status === "refused") return prospect.id;
  if (proposal.status !== "pending") throw new AppError("prospecting.enrichment.decided");
  await ctx.db.enrichment.update({
    where: { id },
    data: { status: "refused", decidedById: ctx.actor.kind === "user" ? ctx.actor.id : null, decidedAt: ctx.now },
  });
  ctx.audit({ action: "enrichment.refused", about: { type: "prospect", id: prospect.id }, after: { field: proposal.field } });
  return prospect.id;
}

/**
 * Takes a decision back: the value waits again, and what stood before an accepted one stands there again unless it was changed since.
 * @throws AppError 'platform.record.unknown'
 */
export async function reopenProposal(ctx: CompanyCtx, id: string): Promise<void> {
  const { proposal, prospect } = await take(ctx, id);
  const { field, enrichedValue, originalValue, status, decidedAt } = proposal;
  if (!decidedAt || status === "pending" || !isEnrichmentField(field)) return;
  if (status === "completed" && (await valueOf(ctx, prospect, field)) === enrichedValue) {
    const fields = await writeValues(ctx, prospect, [{ field, value: originalValue, origin: null }]);
    ctx.emit(prospectChanged.create({ companyId: ctx.companyId, prospectId: prospect.id, fields }), prospect.id);
  }
  await ctx.db.enrichment.update({ where: { id }, data: { status: "pending", decidedById: null, decidedAt: null } });
  ctx.audit({ action: "enrichment.reopened", about: { type: "prospect", id: prospect.id }, after: { field } });
}

/** How many one act accepts at most. */
export const mostAtOnce = 2000;
const stretch = 50;

/** Accepts all that wait for one field, or for all, by one source or any; those that cannot be taken stay. @returns how many were, and how many stay */
export async function acceptAll(
  company: CompanyScope,
  { field, provider }: { field?: string; provider?: string },
): Promise<{ accepted: number; left: number }> {
  let [accepted, left, after] = [0, 0, null as string | null];
  while (accepted + left < mostAtOnce) {
    const ids = await inCompany(company, async ({ db }) => {
      const rows = await db.enrichment.findMany({
        where: { status: "pending", field, provider, prospect: { deletedAt: null }, ...(after && { id: { gt: after } }) },
        orderBy: { id: "asc" },
        take: stretch,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    });
    for (const id of ids)
      try {
        await inCompany(company, (ctx) => acceptProposal(ctx, id));
        accepted++;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        left++;
      }
    if (ids.length < stretch) break;
    after = ids.at(-1)!;
  }
  return { accepted, left };
}
