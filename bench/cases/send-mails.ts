import { beginSends } from "~/domains/outreach/sending/begin-sends.server";
import { buildMail } from "~/domains/outreach/sending/build-mail.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { getSender } from "~/domains/outreach/sending/sender.queries.server";
import { sendReserved } from "~/domains/outreach/sending/send-reserved.server";
import { closeDatabase } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { inCompany } from "~/platform/tenancy.server";
import { keepLocalMail } from "~/platform/vendors/mailbox.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { asOwner } from "~tests/factories/company";
import { aSendingCompany, manyApproved } from "~tests/factories/sending";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import type { Case } from "../run-case";

const mails = 500;
/** As many inserts at once as the product has calls to the provider. */
const parallel = 5;

/**
 * 500 approved messages into the local mailbox. The limit is the bare sink: the same mails, ready made, put into the same table by the
 * same statement. The subject reserves them within limits, hours and the law, makes each mail, hands it over, and settles it in
 * timeline, counters, costs and facts.
 */
export default {
  name: `sends of ${mails} messages into the local mailbox`,
  // The time of the sending alone: a go also empties the mailbox and writes the campaign. At least 30 % of the sink's rate.
  goals: [{ what: "p50", atMost: 1 / 0.3 }],
  rounds: 7,
  async prepare(world) {
    const { url, ownerUrl, superuserUrl } = await world.database("bench_sends");
    Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
    rereadEnv();
    useTransport(takeFacts);
    const company = await aSendingCompany();
    await asOwner((owner) => owner.query("UPDATE usage_limits SET emails_limit_daily = 2000000000"));
    const ready = await readyMails(company);
    let sent = 0;

    return {
      async limit() {
        await asOwner((owner) => owner.query("TRUNCATE local_mails"));
        const started = performance.now();
        const queue = Array.from({ length: mails }, (_, at) => ready[at % ready.length]!).values();
        const work = async () => {
          for (const mail of queue) await keepLocalMail(mail);
        };
        await Promise.all(Array.from({ length: parallel }, work));
        return { operations: mails, ms: [performance.now() - started] };
      },
      async subject() {
        await asOwner((owner) => owner.query("TRUNCATE local_mails"));
        const campaignId = await manyApproved(company, mails);
        const started = performance.now();
        for (;;) {
          const reservation = await inCompany(company.owner, (ctx) => reserveSends(ctx, { campaignId }));
          if (reservation.messageIds.length === 0) break;
          sent += (await sendReserved(company.owner, { campaignId, ...reservation })).sent;
        }
        return { operations: mails, ms: [performance.now() - started] };
      },
      counts: async () => [{ what: "messages that did not leave", value: (sent % mails) + (sent === 0 ? mails : 0), atMost: 0 }],
      close: closeDatabase,
    };
  },
} satisfies Case;

/** What one reservation's mails look like, made beforehand. */
async function readyMails(company: Awaited<ReturnType<typeof aSendingCompany>>): Promise<Mail[]> {
  const campaignId = await manyApproved(company, 50);
  const reservation = await inCompany(company.owner, (ctx) => reserveSends(ctx, { campaignId }));
  const begun = await inCompany(company.owner, (ctx) => beginSends(ctx, reservation));
  const sender = await inCompany(company.owner, getSender);
  return Promise.all(begun.map((message) => buildMail(sender, message)));
}
