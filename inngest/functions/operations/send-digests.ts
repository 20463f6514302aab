import { cron, RetryAfterError } from "inngest";
import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { morningsAt } from "~/domains/operations/notification/notification.rules";
import { sendDigest } from "~/domains/operations/notification/send-digest.server";
import { morningZones, readersDueDigest } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "operations/send-digests";
const fromHour = 7;
/** Readers of one run, a step each; who is left is taken half an hour later. */
const atMost = 500;

/** Each half hour: the daily mail to members whose own morning has come and who have not seen what they were told. */
export const sendDigests = inngest.createFunction(
  { id, triggers: [cron(crons.digests)], retries: 8, concurrency: { limit: 1 } },
  async ({ step }) => {
    const readers = await step.run("readers", async () => {
      const mornings = morningsAt(now(), await morningZones(), fromHour);
      return readersDueDigest(mornings, atMost);
    });
    const settled = await Promise.allSettled(
      readers.map((reader) =>
        step.run(`mail ${reader.companyId} ${reader.userId}`, async () => {
          const done = await sendDigest(reader, id, getBranding);
          if (typeof done === "object") throw new RetryAfterError("the mail could not be settled yet", done.tryAgainInMs);
          return done;
        }),
      ),
    );
    const lost = settled.find((one) => one.status === "rejected");
    if (lost) throw lost.reason;
    return { readers: readers.length };
  },
);
