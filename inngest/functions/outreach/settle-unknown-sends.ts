import { overdueMs, reconcileSends } from "~/domains/outreach/sending/reconcile-sends.server";
import { sendingDue } from "~/domains/outreach/sending/sending.events.server";
import { campaignsWithDueMessages, companiesWithUnsettledSends } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "outreach/settle-unknown-sends";
/** Companies and campaigns of one run; what is left is taken five minutes later. */
const most = 300;

/** The promise behind sending: no mail stays begun and unsettled, and none stays approved because a job died. */
export const settleUnknownSends = inngest.createFunction(
  { id, triggers: [{ cron: crons.settleSends }], concurrency: 1 },
  async ({ step }) => {
    const companies = await step.run("find unsettled", async () =>
      (await companiesWithUnsettledSends(new Date(now().getTime() - overdueMs))).slice(0, most),
    );
    for (const companyId of companies) await step.run(`look up ${companyId}`, () => reconcileSends(asJob(companyId, id), now()));

    const due = await step.run("find due", () => campaignsWithDueMessages(new Date(now().getTime() - overdueMs), most));
    if (due.length > 0)
      await step.sendEvent(
        "send what is due",
        due.map((campaign) => sendingDue.create(campaign)),
      );
    return { companies: companies.length, campaigns: due.length };
  },
);
