import type { CompanyCtx } from "~/platform/tenancy.server";
import { type OnboardingStep, type StepState, stepsOf } from "./onboarding.rules";

/** How far a company's beginning is, read from what is there. One statement. */
export async function readOnboarding({ db, companyId }: CompanyCtx): Promise<Array<StepState>> {
  const [row] = await db.$queryRaw<Array<Record<OnboardingStep, boolean> & { dismissed: Array<string> }>>`
    SELECT c.onboarding_dismissed AS dismissed,
      c.siret IS NOT NULL AND coalesce(c.postal_address, '') ~ '\\S' AS company,
      coalesce(c.sender_name, '') <> '' AND coalesce(c.sender_email, '') <> '' AS sender,
      coalesce(c.data_source_note, '') ~ '\\S' AS legal,
      EXISTS (SELECT 1 FROM import_runs i WHERE i.company_id = c.id AND i.state = 'completed') AS import,
      EXISTS (SELECT 1 FROM campaigns a WHERE a.company_id = c.id) AS campaign,
      EXISTS (SELECT 1 FROM invitations v WHERE v.company_id = c.id) OR (SELECT count(*) FROM memberships m WHERE m.company_id = c.id) > 1 AS team
    FROM companies c WHERE c.id = ${companyId}::uuid`;
  const { dismissed, ...done } = row!;
  return stepsOf(done, dismissed);
}

/** Puts a step aside, or takes it up again. Twice is as good as once. */
export async function setStepAside(ctx: CompanyCtx, { step, aside }: { step: OnboardingStep; aside: boolean }) {
  const { db, companyId } = ctx;
  const { onboardingDismissed } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { onboardingDismissed: true } });
  const rest = onboardingDismissed.filter((key) => key !== step);
  const after = aside ? [...rest, step] : rest;
  await db.company.update({ where: { id: companyId }, data: { onboardingDismissed: after } });
  ctx.audit({
    action: "onboarding.changed",
    about: { type: "company", id: companyId },
    before: { onboardingDismissed },
    after: { onboardingDismissed: after },
  });
}
