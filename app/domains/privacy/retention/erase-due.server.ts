import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { erasePerson } from "../person/erase-person.server";
import { findPerson } from "../person/find-person.server";
import { heardAt } from "./announce-end.server";
import { retentionEnded } from "./retention.events.server";

/**
 * Erases the next prospect whose notice has ended and whom nobody decided to keep, in a transaction of its own. Who gave a sign since is
 * taken off the list instead. Somebody else's notice in hand is passed over.
 * @returns 'erased', 'kept' for one that gave a sign, null when none is due
 */
export async function eraseNextDue(ctx: CompanyCtx): Promise<"erased" | "kept" | null> {
  const { db, companyId, now, emit } = ctx;
  const [due] = await db.$queryRaw<Array<{ id: string; prospectId: string; heardAt: Date; announced: Date }>>`
    SELECT n.id, n.prospect_id AS "prospectId", n.heard_at AS announced, ${heardAt} AS "heardAt"
    FROM retention_notices n JOIN prospects p ON p.company_id = n.company_id AND p.id = n.prospect_id
    WHERE n.company_id = ${companyId}::uuid AND n.done_at IS NULL AND (n.choice = 'erase' OR (n.choice IS NULL AND n.due_at <= ${now}::timestamptz))
    ORDER BY n.due_at LIMIT 1 FOR UPDATE OF n SKIP LOCKED`;
  if (!due) return null;
  if (due.heardAt > due.announced) {
    await db.retentionNotice.deleteMany({ where: { id: due.id } });
    return "kept";
  }
  await db.retentionNotice.updateMany({ where: { id: due.id }, data: { doneAt: now } });
  await erasePerson(ctx, await findPerson(ctx, { prospectId: due.prospectId }));
  emit(retentionEnded.create({ companyId, count: 1 }), companyId);
  ctx.audit({ action: "prospect.forgotten", about: { type: "prospect", id: due.prospectId }, basis: "legal_obligation" });
  return "erased";
}

/** All that are due, one transaction each, at most so many. */
export async function eraseDue(company: CompanyScope, most = 200): Promise<{ erased: number }> {
  let erased = 0;
  for (let count = 0; count < most; count++) {
    const outcome = await inCompany(company, eraseNextDue);
    if (!outcome) break;
    if (outcome === "erased") erased += 1;
  }
  return { erased };
}
