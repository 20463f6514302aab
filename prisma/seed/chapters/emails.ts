import { uuidv7 } from "~/platform/ids";
import type { Chapter } from "../demo-story";

/** Domains that were asked about when the addresses came: nearly all take mail, three do not, and of one a member knows better. */
export const emails: Chapter = async ({ db, companyId, people, days }) => {
  const asked = days.moment(-3, 7, 8);
  const next = days.moment(27, 7, 8);
  await db.$executeRaw`
    INSERT INTO mail_domains (id, company_id, domain, state, checked_at, next_check_at, created_at, updated_at)
    SELECT app.uuid_v7(), ${companyId}::uuid, d.domain, 'accepts', ${asked}::timestamptz, ${next}::timestamptz, ${asked}::timestamptz, ${asked}::timestamptz
    FROM (SELECT DISTINCT split_part(p.email, '@', 2) AS domain FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.email IS NOT NULL) d
    ON CONFLICT (company_id, domain) DO NOTHING`;
  const dead = await db.$queryRaw<Array<{ id: string; email: string; domain: string }>>`
    SELECT p.id, p.email, split_part(p.email, '@', 2) AS domain FROM prospects p
    WHERE p.company_id = ${companyId}::uuid AND p.email IS NOT NULL AND p.deleted_at IS NULL AND p.last_contacted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM campaign_recipients r WHERE r.company_id = p.company_id AND r.prospect_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM prospects o WHERE o.company_id = p.company_id AND o.id <> p.id AND split_part(o.email, '@', 2) = split_part(p.email, '@', 2))
    ORDER BY p.lead_score DESC, p.id LIMIT 4`;
  const states = ["no_domain", "null_mx", "no_mail", "no_mail"] as const;
  for (const [at, { domain }] of dead.entries())
    await db.mailDomain.updateMany({ where: { companyId, domain }, data: { state: states[at]!, nextCheckAt: next } });
  const known = dead[3];
  if (!known) return;
  const vouchedAt = days.moment(-1, 11, 20);
  const { id: prospectId, email } = known;
  await db.emailVouch.create({ data: { id: uuidv7(vouchedAt), companyId, prospectId, email, vouchedById: people.owner, vouchedAt } });
};
