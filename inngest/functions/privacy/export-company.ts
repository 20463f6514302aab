import { writeExport } from "~/domains/privacy/company/export-company.server";
import { companyExportRequested } from "~/domains/privacy/company/company.events.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "privacy/export-company";

/** Writes all that is a company's into one archive, a page at a time. */
export const exportCompany = inngest.createFunction(
  { id, triggers: [companyExportRequested], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => step.run("write", () => writeExport(asJob(event.data.companyId, id), event.data.exportId)),
);
