import {
  messageBounced,
  messageClicked,
  messageComplained,
  messageReplied,
  prospectUnsubscribed,
} from "~/domains/outreach/message/message.events.server";
import { prospectChanged, prospectCreated, prospectsImported, prospectsSet } from "~/domains/prospecting/prospect/prospect.events.server";
import { scoreProspects } from "~/domains/prospecting/score/score-prospects.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/score-prospects";

/** Scores whoever is new or changed, and whoever answered, clicked, bounced or asked for silence. Scoring twice gives the same score. */
export const scoreProspectsJob = inngest.createFunction(
  {
    id,
    triggers: [
      prospectsImported,
      prospectCreated,
      prospectChanged,
      prospectsSet,
      messageReplied,
      messageClicked,
      messageBounced,
      messageComplained,
      prospectUnsubscribed,
    ],
    concurrency: { key: "event.data.companyId", limit: 2 },
  },
  async ({ event, step }) =>
    step.run("score", async () => {
      const data = event.data as { companyId: string; prospectIds?: Array<string>; prospectId?: string };
      const changed = await inCompany(asJob(data.companyId, id), (ctx) => scoreProspects(ctx, data.prospectIds ?? [data.prospectId!]));
      return { changed };
    }),
);
