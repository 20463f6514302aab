import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const companyCreated = eventType("identity/company.created", { schema: factOf({ userId: z.guid() }) });
export const verificationRequested = eventType("identity/verification.requested", {
  schema: factOf({ tokenId: z.guid(), userId: z.guid() }),
});
export const resetRequested = eventType("identity/reset.requested", { schema: factOf({ tokenId: z.guid(), userId: z.guid() }) });
export const emailVerified = eventType("identity/email.verified", { schema: factOf({ userId: z.guid() }) });
/** Somebody signed up with an address that has an account: its person is told so, the page tells nobody. */
export const knownAddressMet = eventType("identity/known_address.met", { schema: factOf({ noteId: z.guid(), userId: z.guid() }) });
