import { checkDomains } from "~/domains/prospecting/email-check/check-domains.server";
import { campaignResumed, campaignStopped } from "~/domains/outreach/campaign/campaign.events.server";
import { messagesApproved } from "~/domains/outreach/message/message.events.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { sendReserved } from "~/domains/outreach/sending/send-reserved.server";
import { sendingDue } from "~/domains/outreach/sending/sending.events.server";
import { now } from "~/platform/clock";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "outreach/send-messages";
/** A run has a thousand steps at most; a round takes three. */
const mostRounds = 300;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Sends what was approved: reserve within limits, hours and the law, send, again, until nothing is left. What may leave later within a
 * day is waited for; beyond that the sweep begins a run of its own. A pause is seen by the next reservation.
 */
export const sendMessages = inngest.createFunction(
  {
    id,
    triggers: [messagesApproved, campaignResumed, sendingDue],
    // Approving a hundred drafts one by one is one sending.
    debounce: { key: "event.data.campaignId", period: "2s", timeout: "10s" },
    concurrency: { key: "event.data.companyId", limit: 1 },
    cancelOn: [{ event: campaignStopped, match: "data.campaignId" }],
  },
  async ({ event, step }) => {
    const { companyId, campaignId } = event.data;
    const company = asJob(companyId, id);
    let sent = 0;
    for (let round = 1; round <= mostRounds; round++) {
      const reservation = await step.run(`reserve ${round}`, async () => {
        // Nothing leaves to a domain that was never asked about; where no answer comes, the mail's provider finds out.
        await checkDomains(company, { campaignId });
        return inCompany(company, (ctx) => reserveSends(ctx, { campaignId }));
      });
      let { nextAt } = reservation;
      if (reservation.messageIds.length > 0) {
        const done = await step.run(`send ${round}`, () => sendReserved(company, { campaignId, ...reservation }));
        sent += done.sent;
        // What was put back on the way is asked for again: the next reservation tells whether anything is left.
        nextAt = done.waitUntil ?? nextAt ?? reservation.reservedAt;
      }
      if (nextAt === null) return { sent };
      const wait = await step.run(`wait ${round}`, () => waitFor(nextAt));
      if (wait.isFar) return { sent, nextAt };
      if (wait.isFuture) await step.sleepUntil(`until ${round}`, nextAt);
    }
    await step.sendEvent("go on", sendingDue.create({ companyId, campaignId }));
    return { sent, goesOn: true };
  },
);

/** Judged in a step, so that a replay sees the same. */
function waitFor(nextAt: string) {
  const ms = Date.parse(nextAt) - now().getTime();
  return { isFuture: ms > 0, isFar: ms > dayMs };
}
