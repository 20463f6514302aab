import { Prisma } from "~/generated/prisma/client";
import type { MailDomainState } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { domainOf, judgeEmail } from "./email-state.rules";

/** What is known of an address beside itself; moments as ISO text. */
export interface KnownOfEmail {
  hasBounced: boolean;
  vouchedAt: string | null;
  vouchedBy: string | null;
  state: MailDomainState | null;
  isDisposable: boolean | null;
  meantDomain: string | null;
  checkedAt: string | null;
}

/** KnownOfEmail of the address of alias `p` of prospects, so that who reads a prospect reads it in the same statement. */
export const knownOfEmailSql = Prisma.sql`(SELECT jsonb_build_object(
    'hasBounced', EXISTS (SELECT 1 FROM suppressions s WHERE s.company_id = p.company_id AND s.channel = 'email' AND s.address = p.email AND s.reason = 'hard_bounce'),
    'vouchedAt', v.vouched_at, 'vouchedBy', nullif(concat_ws(' ', vu.first_name, vu.last_name), ''),
    'state', d.state, 'isDisposable', d.is_disposable, 'meantDomain', d.meant_domain, 'checkedAt', d.checked_at)
  FROM (SELECT 1) one
  LEFT JOIN mail_domains d ON d.company_id = p.company_id AND d.domain = split_part(p.email, '@', 2)
  LEFT JOIN email_vouches v ON v.company_id = p.company_id AND v.prospect_id = p.id AND v.email = p.email
  LEFT JOIN users vu ON vu.id = v.vouched_by_id)`;

/** The state of an address with its reasons, when its domain was asked about, and who vouched for it; null without an address. */
export function emailCheckFrom(email: string | null, known: KnownOfEmail) {
  if (email === null) return null;
  const { hasBounced, vouchedAt, vouchedBy, state, isDisposable, meantDomain, checkedAt } = known;
  const domain = state === null ? null : { state, isDisposable: isDisposable!, meantDomain };
  return {
    ...judgeEmail({ email, hasBounced, isVouched: vouchedAt !== null, domain }),
    email,
    checkedAt,
    vouchedAt,
    vouchedBy,
    /** The address as it was probably meant. */
    meant: meantDomain ? `${email.slice(0, -domainOf(email).length)}${meantDomain}` : null,
  };
}

/** The same of a prospect by its id; null without an address. */
export async function emailCheckOf({ db }: CompanyCtx, prospectId: string) {
  const [row] = await db.$queryRaw<Array<{ email: string | null; known: KnownOfEmail }>>`
    SELECT p.email, ${knownOfEmailSql} AS known FROM prospects p WHERE p.id = ${prospectId}::uuid AND p.deleted_at IS NULL`;
  return row ? emailCheckFrom(row.email, row.known) : null;
}
