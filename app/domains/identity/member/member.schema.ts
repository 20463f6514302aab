import { z } from "zod";
import { invitableRoles } from "~/platform/permissions";
import { Email } from "../account/account.schema";

export const InviteMember = z.object({ email: Email, role: z.enum(invitableRoles as ["manager", "agent"], "platform.form.invalid") });
export type InviteMember = z.infer<typeof InviteMember>;

export const RevokeInvitation = z.object({ invitationId: z.guid() });
