import { linkToken } from "~/platform/tokens.server";
import { inCompany } from "~/platform/tenancy.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { sendReserved } from "~/domains/outreach/sending/send-reserved.server";
import { anApprovedMessage, aCampaign, type TestProspect } from "./outreach";
import { aCompany, asOwner, type TestCompany } from "./company";

/** A company whose mails leave at any hour: its tests run on Sundays too. */
export async function aSendingCompany(): Promise<TestCompany> {
  const company = await aCompany();
  await setCompany(company, { sendFromHour: 0, sendUntilHour: 24 });
  return company;
}

export const setCompany = ({ owner, companyId }: TestCompany, data: Record<string, unknown>) =>
  inCompany(owner, ({ db }) => db.company.update({ where: { id: companyId }, data }));

/** Sets the plan's limit of mails a day. */
export const setDailyLimit = ({ owner, companyId }: TestCompany, limit: number) =>
  inCompany(owner, ({ db }) => db.usageLimit.update({ where: { companyId }, data: { emailsLimitDaily: limit } }));

/** A campaign with many approved messages, written in bulk: their texts name their prospect. */
export async function manyApproved(company: TestCompany, count: number, fields: { dailyLimit?: number | null } = {}) {
  const campaign = await aCampaign(company, { until: "launched", ...fields });
  const { companyId } = company;
  await asOwner(async (owner) => {
    const mark = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    await owner.query(`DELETE FROM messages WHERE company_id = $1 AND campaign_id = $2`, [companyId, campaign.campaignId]);
    await owner.query(`DELETE FROM campaign_recipients WHERE company_id = $1 AND campaign_id = $2`, [companyId, campaign.campaignId]);
    await owner.query(
      `WITH p AS (
         INSERT INTO prospects (id, company_id, first_name, organization_name, email)
         SELECT app.uuid_v7(), $1, 'Personne ' || i, 'Maison ' || i, 'p' || i || '-' || $3::text || '@example.test' FROM generate_series(1, $4::int) i RETURNING id, email),
       r AS (
         INSERT INTO campaign_recipients (id, company_id, campaign_id, prospect_id, state) SELECT app.uuid_v7(), $1, $2, p.id, 'waiting' FROM p RETURNING id, prospect_id)
       INSERT INTO messages (id, company_id, campaign_id, step_id, recipient_id, prospect_id, status, language, subject, content, approved_at)
       SELECT app.uuid_v7(), $1, $2, s.id, r.id, r.prospect_id, 'approved', 'fr', 'Une idée pour vous', E'Bonjour,\n\nUne idée pour votre maison.\n\nBien à vous', now()
       FROM r CROSS JOIN (SELECT id FROM campaign_steps WHERE company_id = $1 AND campaign_id = $2) s`,
      [companyId, campaign.campaignId, mark, count],
    );
    // A scratch server forgets to count its rows; a real one does within a minute of a list.
    await owner.query("ANALYZE prospects, campaign_recipients, messages");
  });
  return campaign.campaignId;
}

/** A message that lies in the local mailbox. */
export async function aSentMessage(company: TestCompany, prospect: TestProspect = {}) {
  const message = await anApprovedMessage(company, prospect);
  await sendOnce(company, message.campaignId);
  return { ...message, token: linkToken("unsubscribe", message.messageId) };
}

/** One reservation and its sending, as the job does. */
export async function sendOnce(company: TestCompany, campaignId: string) {
  const reservation = await inCompany(company.owner, (ctx) => reserveSends(ctx, { campaignId }));
  const done = await sendReserved(company.owner, { campaignId, ...reservation });
  return { ...reservation, ...done };
}

export const messageOf = ({ owner }: TestCompany, id: string) =>
  inCompany(owner, ({ db }) => db.message.findFirstOrThrow({ where: { id } }));

/** Mails in the local mailbox about one message. */
export const mailsOf = (messageId: string) =>
  asOwner(
    async (owner) =>
      (await owner.query(`SELECT * FROM local_mails WHERE metadata ->> 'essor-id' = $1`, [messageId])).rows as Array<
        Record<string, unknown>
      >,
  );
