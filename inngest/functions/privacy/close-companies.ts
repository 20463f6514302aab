import { cron } from "inngest";
import { eraseSome, noteReminded, sealClosing, stageOf } from "~/domains/privacy/closing/end-closing.server";
import { tellClosing } from "~/domains/privacy/closing/tell-closing.server";
import { closingsDue } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "privacy/close-companies";
/** Transactions of one closing a day; what is left is erased the day after. */
const mostPages = 400;

/**
 * Each day: reminds the owners of a closing a week before, ends it on its day, and later erases what a law keeps no longer. Wherever it
 * is broken off, the next run goes on: rows that are gone are gone, and a closing is due until its certificate is written.
 */
export const closeCompanies = inngest.createFunction(
  { id, triggers: [cron(crons.closeCompanies)], concurrency: { limit: 1 }, retries: 8 },
  async ({ step }) => {
    const due = await step.run("due", () => closingsDue(now()));
    const settled = await Promise.allSettled(
      due.map(async ({ closingId, companyId }) => {
        const company = asJob(companyId, id);
        const stage = await step.run(`look ${closingId}`, () => stageOf(company, closingId));
        if (stage === "remind") {
          await step.run(`remind ${closingId}`, () => tellClosing(company, closingId, "soon"));
          return step.run(`reminded ${closingId}`, () => noteReminded(company, closingId));
        }
        if (stage === "waits") return;
        if (stage === "end") await step.run(`tell ${closingId}`, () => tellClosing(company, closingId, "ended"));
        for (let page = 1; page <= mostPages; page++)
          if ((await step.run(`erase ${closingId} ${page}`, () => eraseSome(company, closingId))) === 0)
            return step.run(`seal ${closingId}`, () => sealClosing(company, closingId));
      }),
    );
    const lost = settled.find((one) => one.status === "rejected");
    if (lost) throw lost.reason;
    return { closings: due.length };
  },
);
