import { siteAsked } from "~/domains/prospecting/agency/agency.events.server";
import { readSite } from "~/domains/prospecting/agency/read-site.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/read-site";

/** Reads a prospect's website when a member asks for it. Read twice, the later reading holds. */
export const readSiteJob = inngest.createFunction(
  { id, triggers: [siteAsked], concurrency: { key: "event.data.companyId", limit: 2 } },
  async ({ event, step }) => {
    const { companyId, prospectId } = event.data;
    return step.run("read", () => readSite(asJob(companyId, id), prospectId));
  },
);
