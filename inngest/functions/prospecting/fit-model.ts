import { fitModel } from "~/domains/prospecting/score/model/fit-model.server";
import { scoreModelAsked } from "~/domains/prospecting/score/score.events.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/fit-model";

/** Somebody asked for a model now. It is kept beside the one that holds, with its back-test; nothing is switched on. */
export const fitModelJob = inngest.createFunction(
  { id, triggers: [scoreModelAsked], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => step.run("fit", async () => ({ state: (await fitModel(asJob(event.data.companyId, id))).state })),
);
