import { z } from "zod";

/** What the buttons of the local mailbox ask for. */
export const MailboxCallForm = z.discriminatedUnion("call", [
  z.object({ call: z.literal("delivered") }),
  z.object({ call: z.literal("bounced") }),
  z.object({ call: z.literal("complained") }),
  z.object({
    call: z.literal("replied"),
    text: z
      .string("outreach.mailbox.reply_missing")
      .trim()
      .min(1, "outreach.mailbox.reply_missing")
      .max(5000, "outreach.mailbox.reply_too_long"),
  }),
]);
