import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { onTestFinished } from "vitest";
import { serveBuilt } from "../../scripts/serve.mjs";

/**
 * The built server with a job server that takes everything and runs nothing, and a mail provider that is never called:
 * whatever a row does while it runs, a request did.
 */
export async function quietServer() {
  const jobServer = createServer((request, answer) => {
    const [, , , run] = (request.url ?? "").split("/");
    request.resume();
    answer
      .setHeader("content-type", "application/json")
      .end(JSON.stringify(request.url?.startsWith("/v1/runs/") ? { data: run } : { ids: [], status: 200 }));
  });
  await new Promise<void>((listening) => jobServer.listen(0, "127.0.0.1", listening));
  const server = await serveBuilt(resolve(import.meta.dirname, "../.."), {
    DATABASE_URL: process.env.DATABASE_URL!,
    POSTMARK_SERVER_TOKEN: "connected, and never called",
    POSTMARK_WEBHOOK_AUTH: "postmark:a password of some length",
    JOBS: "inngest",
    INNGEST_SIGNING_KEY: `signkey-test-${"0123456789abcdef".repeat(4)}`,
    INNGEST_EVENT_KEY: "test",
    INNGEST_BASE_URL: `http://127.0.0.1:${(jobServer.address() as AddressInfo).port}`,
    SCRYPT_COST: "1024",
  });
  onTestFinished(async () => {
    await server.stop({ atOnce: true });
    jobServer.close();
    jobServer.closeAllConnections();
  });
  return server;
}
