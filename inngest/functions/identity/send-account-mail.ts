import { resetRequested, verificationRequested } from "~/domains/identity/account/account.events.server";
import { type AccountMailSubject, composeAccountMail, readAccountMail } from "~/domains/identity/account/write-account-mail.server";
import { memberInvited } from "~/domains/identity/member/member.events.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { findMail, sendMail } from "~/platform/vendors/postmark.server";
import { inngest } from "~inngest/client";

const id = "identity/send-account-mail";

/** The mails of links. Each is looked up by its token's id before it is sent, so that a second run does not send it twice. */
export const sendAccountMail = inngest.createFunction(
  { id, triggers: [verificationRequested, resetRequested, memberInvited], retries: 8 },
  async ({ event, step }) =>
    step.run("send", async () => {
      const subject = subjectOf(event);
      const ownId = subject.kind === "invitation" ? subject.invitationId : subject.tokenId;
      if (await findMail(ownId)) return { outcome: "sent before" };
      const letter = await inCompany(asJob(event.data.companyId, id), (ctx) => readAccountMail(ctx, subject));
      if (!letter) return { outcome: "no longer wanted" };
      const { outcome } = await sendMail(await composeAccountMail(subject, letter));
      if (outcome === "unknown" || outcome === "postponed") throw new Error(`account mail ${outcome}: looked up, then tried again`);
      return { outcome };
    }),
);

function subjectOf(event: { name: string; data: { tokenId?: string; userId?: string; invitationId?: string } }): AccountMailSubject {
  const { tokenId, userId, invitationId } = event.data;
  if (invitationId) return { kind: "invitation", invitationId };
  return { kind: event.name === verificationRequested.name ? "verify" : "reset", tokenId: tokenId!, userId: userId! };
}
