import { Prisma } from "~/generated/prisma/client";
import type { MailDomainState } from "~/generated/prisma/enums";
import { recordset } from "~/platform/bulk.server";
import { inParallel } from "~/platform/in-parallel";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { askMailDns } from "~/platform/vendors/mail-dns.server";
import { afterAnswer } from "./check-again.rules";
import { isDisposableDomain } from "./disposable-domain.server";
import { meantDomain } from "./meant-domain.rules";

/** Domains of one stretch, and questions at once. */
const atOnce = 100;
const width = 16;

/** Whose domains: those of some prospects, of what a campaign is about to send, or whichever the company has. */
export type WhoseDomains = { prospectIds: ReadonlyArray<string> } | { campaignId: string } | "all";

interface Due {
  id: string;
  domain: string;
  state: MailDomainState;
  failureCount: number;
  checkedAt: Date | null;
}

/**
 * Asks the DNS about each domain that was never asked about, or whose answer is old: once a domain, however many addresses it has.
 * May run twice. `isDone`: nothing of them is due any more.
 */
export async function checkDomains(company: CompanyScope, whose: WhoseDomains): Promise<{ asked: number; isDone: boolean }> {
  const due = await inCompany(company, async (ctx) => {
    if (whose === "all") await forgetUnused(ctx);
    else await noteDomains(ctx, whose);
    return dueDomains(ctx, whose);
  });
  if (due.length === 0) return { asked: 0, isDone: true };
  const answers = await inParallel(due, width, async (one) => ({ ...one, answer: await askMailDns(one.domain) }));
  await inCompany(company, (ctx) => keepAnswers(ctx, answers));
  return { asked: due.length, isDone: due.length < atOnce };
}

const domain = Prisma.sql`split_part(p.email, '@', 2)`;

/** Domains of the addresses in question; `turn`: when the first mail to them has its turn. */
const domainsOf = ({ companyId, now }: CompanyCtx, whose: Exclude<WhoseDomains, "all">) =>
  "prospectIds" in whose
    ? Prisma.sql`SELECT DISTINCT ${domain} AS domain, NULL::timestamptz AS turn FROM prospects p
        WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${[...whose.prospectIds]}::uuid[]) AND p.email IS NOT NULL AND p.deleted_at IS NULL`
    : Prisma.sql`SELECT ${domain} AS domain, min(m.approved_at) AS turn FROM messages m JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
        WHERE m.company_id = ${companyId}::uuid AND m.campaign_id = ${whose.campaignId}::uuid AND m.status = 'approved' AND m.channel = 'email'
          AND (m.scheduled_at IS NULL OR m.scheduled_at <= ${now}::timestamptz) AND p.email IS NOT NULL
        GROUP BY 1`;

/** Writes down domains that were not met before, with what their names alone say. Somebody else may write the same at this moment. */
async function noteDomains(ctx: CompanyCtx, whose: Exclude<WhoseDomains, "all">) {
  const { db, companyId, now } = ctx;
  const fresh = await db.$queryRaw<Array<{ domain: string }>>`
    SELECT n.domain FROM (${domainsOf(ctx, whose)}) n
    WHERE NOT EXISTS (SELECT 1 FROM mail_domains d WHERE d.company_id = ${companyId}::uuid AND d.domain = n.domain)`;
  if (fresh.length === 0) return;
  const rows = fresh
    .map((one) => ({ domain: one.domain, disposable: isDisposableDomain(one.domain), meant: meantDomain(one.domain) }))
    .sort((a, b) => (a.domain < b.domain ? -1 : 1));
  await db.$executeRaw`
    INSERT INTO mail_domains (id, company_id, domain, is_disposable, meant_domain, next_check_at, created_at, updated_at)
    SELECT app.uuid_v7(), ${companyId}::uuid, r.domain, r.disposable, r.meant, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    FROM ${recordset(rows, "domain text, disposable boolean, meant text")}
    ON CONFLICT (company_id, domain) DO NOTHING`;
}

const dueDomains = (ctx: CompanyCtx, whose: WhoseDomains): Promise<Array<Due>> => ctx.db.$queryRaw<Array<Due>>`
  SELECT d.id, d.domain, d.state::text AS state, d.failure_count AS "failureCount", d.checked_at AS "checkedAt" FROM mail_domains d
    ${whose === "all" ? Prisma.empty : Prisma.sql`JOIN (${domainsOf(ctx, whose)}) n ON n.domain = d.domain`}
  WHERE d.company_id = ${ctx.companyId}::uuid AND d.next_check_at <= ${ctx.now}::timestamptz
  ORDER BY ${whose === "all" ? Prisma.empty : Prisma.sql`n.turn,`} d.next_check_at, d.id LIMIT ${atOnce}::int`;

/** A domain no prospect has any more is forgotten when its turn comes: it may be a person's name. */
const forgetUnused = ({ db, companyId, now }: CompanyCtx) => db.$executeRaw`
  DELETE FROM mail_domains d WHERE d.company_id = ${companyId}::uuid AND d.next_check_at <= ${now}::timestamptz
    AND d.domain NOT IN (SELECT ${domain} FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.email IS NOT NULL)`;

async function keepAnswers({ db, companyId, now }: CompanyCtx, answers: Array<Due & { answer: MailDomainState }>) {
  const rows = answers.map(({ id, answer, ...before }) => ({ id, ...afterAnswer(before, answer, now) }));
  await db.$executeRaw`
    UPDATE mail_domains d SET state = r.state::mail_domain_state, failure_count = r."failureCount", checked_at = r."checkedAt", next_check_at = r."nextCheckAt",
      updated_at = ${now}::timestamptz
    FROM ${recordset(rows, `id uuid, state text, "failureCount" int, "checkedAt" timestamptz, "nextCheckAt" timestamptz`)}
    WHERE d.company_id = ${companyId}::uuid AND d.id = r.id`;
}
