import { knownAddressMet, resetRequested, verificationRequested } from "~/domains/identity/account/account.events.server";
import {
  type AccountMailSubject,
  composeAccountMail,
  mailIdOf,
  readAccountMail,
} from "~/domains/identity/account/write-account-mail.server";
import { memberInvited } from "~/domains/identity/member/member.events.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { findMail, sendMail } from "~/platform/vendors/postmark.server";
import { inngest } from "~inngest/client";

const id = "identity/send-account-mail";

/** The mails of links. Each is looked up by its token's id before it is sent, so that a second run does not send it twice. */
export const sendAccountMail = inngest.createFunction(
  { id, triggers: [verificationRequested, resetRequested, knownAddressMet, memberInvited], retries: 8 },
  async ({ event, step }) =>
    step.run("send", async () => {
      const subject = subjectOf(event);
      if (await findMail(mailIdOf(subject))) return { outcome: "sent before" };
      const letter = await inCompany(asJob(event.data.companyId, id), (ctx) => readAccountMail(ctx, subject));
      if (!letter) return { outcome: "no longer wanted" };
      const { outcome } = await sendMail(await composeAccountMail(subject, letter));
      if (outcome === "unknown" || outcome === "postponed") throw new Error(`account mail ${outcome}: looked up, then tried again`);
      return { outcome };
    }),
);

function subjectOf({
  name,
  data,
}: {
  name: string;
  data: Partial<Record<"tokenId" | "userId" | "invitationId" | "noteId", string>>;
}): AccountMailSubject {
  const { tokenId, userId, invitationId, noteId } = data;
  if (invitationId) return { kind: "invitation", invitationId };
  if (noteId) return { kind: "known", noteId, userId: userId! };
  return { kind: name === verificationRequested.name ? "verify" : "reset", tokenId: tokenId!, userId: userId! };
}
