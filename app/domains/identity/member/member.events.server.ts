import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const memberInvited = eventType("identity/member.invited", { schema: factOf({ invitationId: z.guid() }) });
export const memberJoined = eventType("identity/member.joined", { schema: factOf({ userId: z.guid(), invitationId: z.guid() }) });
