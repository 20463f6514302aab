import { checkDomains } from "~/domains/prospecting/email-check/check-domains.server";
import { prospectChanged, prospectCreated, prospectsImported } from "~/domains/prospecting/prospect/prospect.events.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/check-emails";

/** Asks about the domains of whoever is new or got another address. One at a time in a company, so that a domain is asked about once. */
export const checkEmails = inngest.createFunction(
  { id, triggers: [prospectsImported, prospectCreated, prospectChanged], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => {
    const data = event.data as { companyId: string; prospectIds?: Array<string>; prospectId?: string; fields?: Array<string> };
    if (data.fields && !data.fields.includes("email")) return { asked: 0 };
    const prospectIds = data.prospectIds ?? [data.prospectId!];
    let asked = 0;
    for (let stretch = 1; ; stretch++) {
      const done = await step.run(`domains ${stretch}`, () => checkDomains(asJob(data.companyId, id), { prospectIds }));
      asked += done.asked;
      if (done.isDone) return { asked };
    }
  },
);
