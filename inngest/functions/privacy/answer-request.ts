import { writeChoice } from "~/domains/outreach/suppression/write-choice.server";
import { channels } from "~/domains/privacy/contact/channel.rules";
import { recordChoice } from "~/domains/privacy/contact/record-choice.server";
import { answerAccess, answerErasure, finish, openLink, readRunning } from "~/domains/privacy/request/answer-request.server";
import { privacyRequestAccepted, privacyRequestRefused } from "~/domains/privacy/request/request.events.server";
import { composeRequestMail, readRequestMail } from "~/domains/privacy/request/write-request-mail.server";
import { asJob, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { findMail, sendMail } from "~/platform/vendors/postmark.server";
import { inngest } from "~inngest/client";

const id = "privacy/answer-request";

/**
 * Answers what a person asked, and tells him. Of an erasure he is told first, as his address goes with the rest. Nothing of him is
 * in what a step returns: a job's history is kept.
 */
export const answerRequest = inngest.createFunction(
  { id, triggers: [privacyRequestAccepted, privacyRequestRefused], retries: 8, concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => {
    const { companyId, requestId, type = "refused" } = event.data as { companyId: string; requestId: string; type?: string };
    const company = asJob(companyId, id);
    if (type === "access") await step.run("collect", () => answerAccess(company, requestId));
    if (type === "objection") await step.run("oppose", () => oppose(company, requestId));
    await step.run("tell", () => tell(company, requestId));
    if (type === "erasure") await step.run("erase", () => answerErasure(company, requestId));
    if (type === "rectification") await step.run("end", () => inCompany(company, (ctx) => finish(ctx, requestId)));
    return { type };
  },
);

async function tell(company: CompanyScope, requestId: string) {
  if (await findMail(requestId)) return { outcome: "sent before" };
  const letter = await inCompany(company, async (ctx) => {
    await openLink(ctx, requestId);
    return readRequestMail(ctx, requestId);
  });
  if (!letter) return { outcome: "no address" };
  const { outcome } = await sendMail(await composeRequestMail(requestId, letter));
  if (outcome === "unknown" || outcome === "postponed") throw new Error(`privacy mail ${outcome}: looked up, then tried again`);
  return { outcome };
}

const oppose = (company: CompanyScope, requestId: string) =>
  inCompany(company, async (ctx) => {
    const request = await readRunning(ctx, requestId);
    if (!request) return false;
    const choice = { isGranted: false, source: "privacy_request", evidence: { request: requestId }, at: ctx.now };
    for (const prospectId of request.person.prospectIds) await writeChoice(ctx, { ...choice, prospectId, channels: "all" });
    await recordChoice(ctx, { ...choice, person: request.person, channels });
    return finish(ctx, requestId);
  });
