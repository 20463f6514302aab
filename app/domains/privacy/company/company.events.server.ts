import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

export const companyExportRequested = eventType("privacy/company_export.requested", { schema: factOf({ exportId: z.guid() }) });
export const companyExported = eventType("privacy/company_export.finished", { schema: factOf({ exportId: z.guid(), fileId: z.guid() }) });
