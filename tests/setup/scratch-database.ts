import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureClient } from "../../scripts/build.mjs";
import { openScratch } from "../../scripts/postgres/scratch.mjs";

declare module "vitest" {
  interface ProvidedContext {
    databasePort: number;
  }
}

let server: ReturnType<typeof openScratch> | undefined;

/** Before the first test of a run, whichever way it was started: the Prisma client, and a PostgreSQL of this run's own. Projects share it. */
export default async function setup(project: TestProject) {
  server ??= start();
  const { port, close } = await server;
  project.provide("databasePort", port);
  return async () => {
    if (!server) return;
    server = undefined;
    await close();
  };
}

async function start() {
  const root = resolve(import.meta.dirname, "../..");
  ensureClient(root);
  return openScratch(root);
}
