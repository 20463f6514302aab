import { newDeviceMet } from "~/domains/identity/security/security.events.server";
import { composeDeviceMail, readDeviceMail } from "~/domains/identity/security/write-device-mail.server";
import { inCompany } from "~/platform/tenancy.server";
import { findMail, sendMail } from "~/platform/vendors/postmark.server";
import { inngest } from "~inngest/client";

/** Tells a person of a log-in with a new browser. Looked up by its token's id before it is sent, so that a second run does not send it twice. */
export const sendDeviceAlert = inngest.createFunction(
  { id: "identity/send-device-alert", triggers: [newDeviceMet], retries: 8 },
  async ({ event, step }) =>
    step.run("send", async () => {
      const { companyId, userId, tokenId } = event.data;
      if (await findMail(tokenId)) return { outcome: "sent before" };
      const letter = await inCompany({ companyId, actor: { kind: "user", id: userId } }, (ctx) => readDeviceMail(ctx, event.data));
      if (!letter) return { outcome: "no longer wanted" };
      const { outcome } = await sendMail(await composeDeviceMail(letter));
      if (outcome === "unknown" || outcome === "postponed") throw new Error(`device alert ${outcome}: looked up, then tried again`);
      return { outcome };
    }),
);
