import { cron } from "inngest";
import { writeWeeklyReports } from "~/domains/insights/report/write-weekly-reports.server";
import { now } from "~/platform/clock";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "insights/write-weekly-report";
/** Companies of one step, and steps of one run; who is left is taken half an hour later. */
const atOnce = 200;
const mostSteps = 100;

/**
 * Each half hour: the week before is reported to companies whose own Monday has come to 07:00, or did while nothing ran. A company
 * that has its report is passed over, so a run too many writes nothing. The mails are the concern of insights/send-report.
 */
export const writeWeeklyReport = inngest.createFunction(
  { id, triggers: [cron(crons.weeklyReports)], concurrency: { limit: 1 } },
  async ({ step }) => {
    let written = 0;
    for (let page = 1; page <= mostSteps; page++) {
      const done = await step.run(`write ${page}`, async () => {
        const { due, reportIds } = await writeWeeklyReports({ moment: now(), atMost: atOnce, jobId: id });
        return { due, written: reportIds.length };
      });
      written += done.written;
      if (done.due < atOnce) break;
    }
    return { written };
  },
);
