import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const memberInvited = eventType("identity/member.invited", { schema: factOf({ invitationId: z.guid() }) });
export const memberJoined = eventType("identity/member.joined", { schema: factOf({ userId: z.guid(), invitationId: z.guid() }) });

/** `moved`: rows that another member has since. */
const going = factOf({ membershipId: z.guid(), userId: z.guid(), moved: z.number().int() });
export const memberDeactivated = eventType("identity/member.deactivated", { schema: going });
export const memberLeft = eventType("identity/member.left", { schema: going });
/** `moved`: rows that he has again. */
export const memberReactivated = eventType("identity/member.reactivated", { schema: going });
export const ownershipTransferred = eventType("identity/ownership.transferred", {
  schema: factOf({ fromUserId: z.guid(), toUserId: z.guid() }),
});
