import { z } from "zod";
import { languages } from "~/platform/i18n";
import { Email } from "../account/account.schema";

export const InviteMember = z.object({
  email: Email,
  /** The key of one of the company's roles. */
  role: z.string("platform.form.required").min(1, "platform.form.required").max(50, "platform.form.invalid"),
  /** Of the mail and of the page it leads to; the company's unless chosen. */
  language: z.enum(languages, "platform.form.invalid").optional(),
});
export type InviteMember = z.infer<typeof InviteMember>;

/** The member, by his user id, who gets what is another's. */
const handTo = z.guid("platform.form.invalid").optional();
const understood = z.literal("yes", "identity.member.not_understood");

export const DeactivateMember = z.object({ handTo });
export const ReactivateMember = z.object({ giveBack: z.literal("yes").optional() });
export const LeaveCompany = z.object({ handTo, understood });
export const TransferOwnership = z.object({ understood });
