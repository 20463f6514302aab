import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import type { EmailState } from "./email-state.rules";
import { emailCheckOf } from "./email-check.queries.server";

/**
 * A member says that this very address works: from now on the DNS makes it neither invalid nor risky. Another address of the same
 * person is judged anew. Said twice, it is noted once.
 * @throws AppError 'platform.record.unknown' without an address · 'prospecting.email_check.changed' (409) it is another by now ·
 * 'prospecting.email_check.bounced' (409) a mail came back from it, which no word outweighs
 */
export async function vouchForEmail(ctx: CompanyCtx, prospectId: string, email: string): Promise<void> {
  const { db, companyId, actor, now } = ctx;
  const check = found(await emailCheckOf(ctx, prospectId));
  if (check.email !== email) throw new AppError("prospecting.email_check.changed");
  if (check.reasons.includes("bounced")) throw new AppError("prospecting.email_check.bounced");
  const by = actor.kind === "user" ? actor.id : null;
  const said = await db.$executeRaw`
    INSERT INTO email_vouches AS v (id, company_id, prospect_id, email, vouched_by_id, vouched_at)
    VALUES (${uuidv7(now)}::uuid, ${companyId}::uuid, ${prospectId}::uuid, ${email}, ${by}::uuid, ${now}::timestamptz)
    ON CONFLICT (company_id, prospect_id) DO UPDATE SET email = excluded.email, vouched_by_id = excluded.vouched_by_id, vouched_at = excluded.vouched_at
      WHERE v.email <> excluded.email`;
  if (said === 0) return;
  tell(ctx, prospectId, true, check.state, "valid");
}

/** Takes that word back: the address is judged by the DNS again. Without a word nothing happens. @throws AppError 'platform.record.unknown' without an address */
export async function takeVouchBack(ctx: CompanyCtx, prospectId: string): Promise<void> {
  const check = found(await emailCheckOf(ctx, prospectId));
  const { count } = await ctx.db.emailVouch.deleteMany({ where: { prospectId } });
  if (count === 0) return;
  const after = found(await emailCheckOf(ctx, prospectId));
  tell(ctx, prospectId, false, check.state, after.state);
}

function tell(
  { audit, emit, companyId }: CompanyCtx,
  prospectId: string,
  isVouched: boolean,
  before: EmailState,
  after: EmailState | null,
) {
  audit({
    action: isVouched ? "email_check.vouched" : "email_check.unvouched",
    about: { type: "prospect", id: prospectId },
    before: { emailState: before },
    after: { emailState: after },
  });
  emit(prospectChanged.create({ companyId, prospectId, fields: ["emailState"] }), prospectId);
}
