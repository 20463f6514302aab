import { cron } from "inngest";
import { anchorChains } from "~/domains/operations/audit/anchor-chains.server";
import { companiesWithOldAudit, forgetOldAudit } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const atOnce = 1000;

/** Each night: what companies no longer keep of their log leaves it, noted there, and where every chain then stands is signed. */
export const anchorAudit = inngest.createFunction(
  { id: "operations/anchor-audit", triggers: [cron(crons.anchorAudit)], concurrency: { limit: 1 } },
  async ({ step }) => {
    const forgotten = await step.run("forget", async () => {
      let gone = 0;
      for (const companyId of await companiesWithOldAudit(now())) gone += await forgetOldAudit(companyId, now());
      return gone;
    });
    let anchored = 0;
    for (let page = 1; ; page++) {
      const done = await step.run(`anchor ${page}`, () => anchorChains(atOnce));
      anchored += done;
      if (done < atOnce) return { forgotten, anchored };
    }
  },
);
