import { RetryAfterError } from "inngest";
import { closeDelivery, deliverCopy, readersOf } from "~/domains/insights/report/deliver-report.server";
import { reportWritten } from "~/domains/insights/report/report.events.server";
import { findReport } from "~/domains/insights/report/report.queries.server";
import { composeReportMail, readReportReader } from "~/domains/insights/report/write-report-mail.server";
import { tellReportReady } from "~/domains/insights/report/tell-report-ready.server";
import { campaignNames } from "~/domains/outreach/campaign/campaign-names.queries.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "insights/send-report";

/** A report by mail: a step a reader, so that one who cannot be reached keeps it from nobody. */
export const sendReport = inngest.createFunction(
  { id, triggers: [reportWritten], retries: 10, concurrency: { limit: 5 } },
  async ({ event, step }) => {
    const { companyId, reportId, readerId } = event.data;
    const scope = asJob(companyId, id);
    await step.run("tell", () => inCompany(scope, (ctx) => tellReportReady(ctx, { reportId, readerId })));
    const readers = await step.run("readers", () => readersOf(scope, { readerId }));

    const settled = await Promise.allSettled(
      readers.map((userId) =>
        step.run(`mail ${userId}`, async () => {
          const done = await deliverCopy(scope, {
            reportId,
            userId,
            compose: async (deliveryId) =>
              composeReportMail({ ...(await inCompany(scope, (ctx) => letterFor(ctx, reportId, userId))), deliveryId }),
          });
          if (typeof done === "object") throw new RetryAfterError("the copy could not be settled yet", done.tryAgainInMs);
          return done;
        }),
      ),
    );
    const lost = settled.find((one) => one.status === "rejected");
    if (lost) throw lost.reason;
    await step.run("close", () => closeDelivery(scope, { reportId }));
    return { copies: readers.length };
  },
);

type Ctx = Parameters<Parameters<typeof inCompany>[1]>[0];

async function letterFor(ctx: Ctx, reportId: string, userId: string) {
  const report = await findReport(ctx, reportId);
  if (!report) throw new Error(`report ${reportId} is gone`);
  const names = await campaignNames(
    ctx,
    report.keyMetrics.campaigns.map(({ campaignId }) => campaignId),
  );
  return { report, names, reader: await readReportReader(ctx, userId) };
}
