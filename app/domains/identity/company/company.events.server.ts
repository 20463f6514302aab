import { eventType } from "inngest";
import { factOf } from "~/platform/events";

export const companyChanged = eventType("identity/company.changed", { schema: factOf({}) });
