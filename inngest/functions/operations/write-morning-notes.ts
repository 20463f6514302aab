import { cron } from "inngest";
import { tellTasksDue } from "~/domains/crm/task/tell-tasks-due.server";
import { tellCardEnds } from "~/domains/identity/company/tell-card-ends.server";
import { forgetNotifications } from "~/domains/operations/notification/forget-notifications.server";
import { morningsAt } from "~/domains/operations/notification/notification.rules";
import { tellRequestsDue } from "~/domains/privacy/request/tell-requests-due.server";
import { tellTendersDue } from "~/domains/prospecting/tender/tell-tenders-due.server";
import { companiesDueMorning, morningZones } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "operations/write-morning-notes";
const fromHour = 6;
const atOnce = 200;
const mostSteps = 100;

/** Each half hour: companies whose own morning has come are told what their day brings. One that was told is passed over that day. */
export const writeMorningNotes = inngest.createFunction(
  { id, triggers: [cron(crons.morningNotes)], concurrency: { limit: 1 } },
  async ({ step }) => {
    let companies = 0;
    for (let page = 1; page <= mostSteps; page++) {
      const due = await step.run(`tell ${page}`, async () => {
        const mornings = morningsAt(now(), await morningZones(), fromHour);
        const found = mornings.length > 0 ? await companiesDueMorning(mornings, atOnce) : [];
        const days = new Map(mornings.map(({ timezone, day }) => [timezone, new Date(day)]));
        for (const companyId of found) await tellOne(companyId, days);
        return found.length;
      });
      companies += due;
      if (due < atOnce) break;
    }
    return { companies };
  },
);

const tellOne = (companyId: string, days: Map<string, Date>) =>
  inCompany(asJob(companyId, id), async (ctx) => {
    const { timezone } = await ctx.db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
    const day = days.get(timezone);
    if (!day) return; // it moved to another zone just now
    await tellTasksDue(ctx, day);
    await tellCardEnds(ctx, day);
    await tellRequestsDue(ctx, day);
    await tellTendersDue(ctx, day);
    await forgetNotifications(ctx);
    await ctx.db.company.update({ where: { id: companyId }, data: { morningNotesOn: day } });
  });
