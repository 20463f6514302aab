import { cron } from "inngest";
import { keepPartitions } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

/** Keeps the tables that are cut by time a year ahead of it. A month that was missed is made up by the next run: rows wait in the default partition. */
export const keepPartitionsJob = inngest.createFunction(
  { id: "operations/keep-partitions", triggers: [cron(crons.keepPartitions)], concurrency: { limit: 1 } },
  async ({ step }) => step.run("keep", () => keepPartitions(now())),
);
