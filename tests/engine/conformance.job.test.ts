import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { embeddedClient } from "~inngest/client";
import { startTestEngine, type TestEngine } from "~inngest/engine/testing";
import { conformance, type World } from "./conformance";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe("the embedded engine", () => {
  const client = embeddedClient("conformance", silent);
  const suite = conformance(client);
  let engine: TestEngine;
  let world: World;

  beforeAll(async () => {
    engine = await startTestEngine({
      connectionString: process.env.DATABASE_URL!,
      client,
      functions: suite.functions,
      backoff: () => 1000,
    });
    suite.useClock(engine.now);
    world = {
      now: engine.now,
      send: engine.send,
      pass: (ms) => engine.advance(ms),
      async until(claim) {
        for (let waited = 0; waited < 200; waited++) {
          if (await claim()) return;
          await engine.advance(100);
        }
        expect.fail("It did not come to be within 20 s");
      },
      runs: async (eventId) => {
        const { rows } = await engine.pool.query("select id, status, output from jobs.run where $1 = any(event_ids) order by id", [
          eventId,
        ]);
        return rows;
      },
      rerun: engine.rerun,
      cancel: async (id) => void (await engine.cancel(id)),
    };
  });
  afterAll(() => engine?.close());

  for (const { promise, prove } of suite.cases) test(promise, () => prove(world));
});

const address = process.env.CONFORMANCE_INNGEST_URL;

describe.skipIf(!address)(
  address ? `the Inngest server at ${address}` : "a real Inngest server (skipped: CONFORMANCE_INNGEST_URL names none)",
  () => {
    const client = new Inngest({
      id: "conformance",
      isDev: true,
      checkpointing: false,
      baseUrl: address,
      eventKey: "conformance",
      logger: silent,
    });
    const suite = conformance(client);
    const handler = serve({ client, functions: suite.functions });
    const app = createServer((request, response) => void handler(request, response));

    async function graphql(query: string, variables: Record<string, unknown>) {
      const response = await fetch(`${address}/v0/gql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: { rerun: string }; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    }

    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const world: World = {
      now: Date.now,
      send: async (events) => (await client.send(events as never)).ids,
      pass: sleep,
      async until(claim) {
        for (let waited = 0; waited < 300; waited++) {
          if (await claim()) return;
          await sleep(100);
        }
        expect.fail("It did not come to be within 30 s");
      },
      async runs(eventId) {
        const response = await fetch(`${address}/v1/events/${eventId}/runs`);
        const { data } = (await response.json()) as { data?: { run_id: string; status: string; output: unknown }[] };
        return (data ?? []).map((run) => ({ id: run.run_id, status: run.status, output: run.output }));
      },
      rerun: async (runId) => (await graphql("mutation ($id: ULID!) { rerun(runID: $id) }", { id: runId })).rerun,
      cancel: async (runId) => void (await graphql("mutation ($id: ULID!) { cancelRun(runID: $id) { id } }", { id: runId })),
    };

    beforeAll(async () => {
      await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
      const { port } = app.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
      expect(answer.status, await answer.text()).toBe(200);
    });
    afterAll(() => void app.close());

    for (const { promise, prove } of suite.cases) test(promise, () => prove(world), 60_000);
  },
);
