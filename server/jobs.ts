import { appendFile } from "node:fs/promises";
import { createEngine, type Engine } from "~inngest/engine/executor";
import { engineUrl, isEmbedded, jobKeys, useTransport } from "~inngest/client";
import { serveJobs } from "~inngest/serve";
import { keepAnchorsElsewhere } from "~/platform/audit/anchor.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/logger";

/** Something that runs beside the requests: the job engine, above all. */
export interface Companion {
  start: () => Promise<unknown>;
  /** Takes nothing new from the moment it is called; resolves when what runs has ended. */
  stop: () => Promise<unknown>;
}

let engine: Engine | undefined;

/** The embedded engine: takes what the product sends, and calls the jobs behind the same door as a job server would. */
const jobEngine: Companion = {
  async start() {
    if (!isEmbedded || engine) return;
    engine = createEngine({
      connectionString: env().DATABASE_URL!,
      handler: serveJobs,
      url: `${engineUrl}/api/inngest`,
      ...jobKeys,
      report: (what, error) =>
        log({ level: "error", msg: `job engine: ${what}`, error: error instanceof Error ? error.stack : String(error) }),
    });
    useTransport(engine.fetch);
    await engine.start();
  },
  async stop() {
    await engine?.stop();
    engine = undefined;
  },
};

/** Audit anchors into a file as well, one a line: it belongs on another machine's disk, or in a store that only grows. */
const anchorFile: Companion = {
  async start() {
    const file = env().AUDIT_ANCHOR_FILE;
    if (file) keepAnchorsElsewhere((anchors) => appendFile(file, anchors.map((one) => `${JSON.stringify(one)}\n`).join("")));
  },
  async stop() {},
};

/** Started in this order once the database has answered. */
const companions: Array<Companion> = [anchorFile, jobEngine];

export async function startJobs() {
  for (const companion of companions) await companion.start();
}

export const stopJobs = () => Promise.all(companions.map((companion) => companion.stop()));
