import { importCompleted } from "~/domains/prospecting/import/import.events.server";
import { findPairs } from "~/domains/prospecting/duplicate/find-pairs.server";
import { touchesIdentity } from "~/domains/prospecting/duplicate/merge-fields.rules";
import { searchImported, type SearchPlace } from "~/domains/prospecting/duplicate/search-duplicates.server";
import { prospectChanged, prospectCreated } from "~/domains/prospecting/prospect/prospect.events.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/find-duplicates";

/** Looks for the likes of whoever is new or says something else of himself, and of all that a list brought, once it is in. */
export const findDuplicates = inngest.createFunction(
  { id, triggers: [prospectCreated, prospectChanged, importCompleted], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => {
    const { companyId, prospectId, fields, importRunId } = event.data as {
      companyId: string;
      prospectId?: string;
      fields?: Array<string>;
      importRunId?: string;
    };
    const company = asJob(companyId, id);
    if (prospectId) {
      if (fields && !touchesIdentity(fields)) return { pairs: 0 };
      return step.run("pairs", async () => ({ pairs: await inCompany(company, (ctx) => findPairs(ctx, [prospectId])) }));
    }
    let place: SearchPlace | undefined;
    for (let stretch = 1; ; stretch++) {
      place = await step.run(`pairs-${stretch}`, () => searchImported(company, { importRunId: importRunId!, place }));
      if (place.isDone) return { stretches: stretch };
    }
  },
);
