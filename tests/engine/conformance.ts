import { eventType, invoke, NonRetriableError, RetryAfterError, staticSchema, type Inngest } from "inngest";
import { expect } from "vitest";
import { z } from "zod";

/** What a case may do, the same for the embedded engine (virtual time) and for a real Inngest server (real time). */
export interface World {
  now(): number;
  send(events: SentEvent | SentEvent[]): Promise<string[]>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until it is so; fails when it does not come to be. */
  until(claim: () => boolean | Promise<boolean>): Promise<void>;
  /** Runs that the event with this internal id started. */
  runs(eventId: string): Promise<{ id: string; status: string; output: unknown }[]>;
  rerun(runId: string): Promise<string>;
  cancel(runId: string): Promise<void>;
}

interface SentEvent {
  name: string;
  id?: string;
  data?: Record<string, unknown>;
}

export interface Case {
  promise: string;
  prove(world: World): Promise<void>;
}

/** Functions under test and the cases that prove them. Each case uses its own function and its own key, so they may run in any order. */
export function conformance(client: Inngest.Any) {
  const inngest = client as Inngest<{ id: string }>;
  const journal: { key: string; what: string; at: number }[] = [];
  const clock = { now: () => Date.now() };
  const write = (key: unknown, what: string) => void journal.push({ key: String(key), what, at: clock.now() });
  const read = (key: string) => journal.filter((line) => line.key === key).map((line) => line.what);
  const times = (key: string) => journal.filter((line) => line.key === key).map((line) => line.at);
  let keys = 0;
  const newKey = () => `k${++keys}-${Math.random().toString(36).slice(2, 8)}`;
  const inFlight = new Map<string, { now: number; most: number }>();
  const busy = async (key: string, change: number) => {
    const meter = inFlight.get(key) ?? { now: 0, most: 0 };
    meter.now += change;
    meter.most = Math.max(meter.most, meter.now);
    inFlight.set(key, meter);
  };

  type Data = {
    key: string;
    number: number;
    lane: string;
    timeout: string;
  };
  const on = (name: string) => eventType(`conformance/${name}`, { schema: staticSchema<Data>() });
  const event = (name: string, key: string, data: Record<string, unknown> = {}) => ({
    name: `conformance/${name}`,
    data: { key, ...data },
  });

  const counted = inngest.createFunction({ id: "counted", triggers: [invoke(z.object({ number: z.number() }))] }, async ({ event, step }) =>
    step.run("count", () => ({ twice: event.data.number * 2 })),
  );
  const failingCallee = inngest.createFunction({ id: "failing-callee", triggers: on("callee-only"), retries: 0 }, async () => {
    throw new NonRetriableError("callee fails");
  });

  const functions = [
    counted,
    failingCallee,
    inngest.createFunction({ id: "steps", triggers: on("steps") }, async ({ event, step }) => {
      const first = await step.run("first", () => (write(event.data.key, "first"), { text: "é\u0000x", list: [1, null] }));
      const second = await step.run("second", () => (write(event.data.key, "second"), first.list.length));
      return { second };
    }),
    inngest.createFunction({ id: "sleeper", triggers: on("sleeper") }, async ({ event, step }) => {
      const until = await step.run("plan", () => (write(event.data.key, "before"), new Date(clock.now() + 4000).toISOString()));
      await step.sleep("nap", "2s");
      await step.run("middle", () => write(event.data.key, "middle"));
      await step.sleepUntil("rest", until);
      await step.run("after", () => write(event.data.key, "after"));
    }),
    inngest.createFunction({ id: "announcer", triggers: on("announcer") }, async ({ event, step }) => {
      const sent = await step.sendEvent("tell", [
        { name: "conformance/heard", data: { key: event.data.key } },
        { name: "conformance/heard", data: { key: event.data.key } },
      ]);
      return sent.ids.length;
    }),
    inngest.createFunction({ id: "hearer", triggers: on("heard") }, async ({ event }) => write(event.data.key, "heard")),
    inngest.createFunction({ id: "wildcard", triggers: on("wild.*") }, async ({ event }) => write(event.data.key, event.name)),
    inngest.createFunction(
      {
        id: "choosy",
        triggers: { event: on("choosy"), if: "event.data.number > 10" },
      },
      async ({ event }) => write(event.data.key, `chose ${event.data.number}`),
    ),
    inngest.createFunction({ id: "waiter", triggers: on("waiter") }, async ({ event, step }) => {
      const answer = await step.waitForEvent("answer", {
        event: "conformance/answer",
        timeout: event.data.timeout,
        if: "event.data.key == async.data.key && async.data.number > 1",
      });
      return answer ? answer.data.number : "nobody";
    }),
    inngest.createFunction({ id: "caller", triggers: on("caller") }, async ({ step }) => {
      const answer = await step.invoke("ask", { function: counted, data: { number: 21 } });
      const failure = await step
        .invoke("ask-failing", { function: failingCallee, data: { key: "", number: 0, lane: "", timeout: "" } })
        .then(
          () => "answered",
          (error: Error) => error.message,
        );
      return { answer, failure };
    }),
    inngest.createFunction({ id: "parallel", triggers: on("parallel") }, async ({ event, step }) => {
      const parts = await Promise.all(
        ["a", "b", "c"].map((name) => step.run(`part-${name}`, () => (write(event.data.key, "part"), name.toUpperCase()))),
      );
      await step.run("join", () => write(event.data.key, "join"));
      return parts.join("");
    }),
    inngest.createFunction({ id: "flaky", triggers: on("flaky"), retries: 3 }, async ({ event, step, attempt }) =>
      step.run("try", () => {
        write(event.data.key, `attempt ${attempt}`);
        if (attempt < 2) throw new Error("not yet");
        return "at last";
      }),
    ),
    inngest.createFunction({ id: "rescued", triggers: on("rescued"), retries: 1 }, async ({ event, step }) => {
      try {
        await step.run("fails", () => {
          write(event.data.key, "try");
          throw new Error("no use");
        });
      } catch (error) {
        return step.run("rescue", () => `rescued from: ${(error as Error).message}`);
      }
    }),
    inngest.createFunction({ id: "patient", triggers: on("patient"), retries: 1 }, async ({ event, step, attempt }) =>
      step.run("ask", () => {
        write(event.data.key, `attempt ${attempt}`);
        if (attempt === 0) throw new RetryAfterError("too many", "4s");
        return "done";
      }),
    ),
    inngest.createFunction(
      {
        id: "doomed",
        triggers: on("doomed"),
        retries: 4,
        onFailure: ({ error, event }) => write(event.data.event.data.key, `reported: ${error.message}`),
      },
      async ({ event, step }) =>
        step.run("die", () => {
          write(event.data.key, "died");
          throw new NonRetriableError("bad card");
        }),
    ),
    inngest.createFunction(
      { id: "cancellable", triggers: on("cancellable"), cancelOn: [{ event: "conformance/stop", match: "data.key" }] },
      async ({ event, step }) => {
        await step.run("begin", () => write(event.data.key, "begun"));
        await step.sleep("long", "4s");
        await step.run("end", () => write(event.data.key, "ended"));
      },
    ),
    inngest.createFunction(
      { id: "narrow", triggers: on("narrow"), concurrency: [{ key: "event.data.lane", limit: 1 }, { limit: 2 }] },
      async ({ event, step }) =>
        step.run("work", async () => {
          const names = [`${event.data.key}`, `${event.data.key}/${event.data.lane}`];
          for (const name of names) await busy(name, 1);
          await new Promise((resolve) => setTimeout(resolve, 20));
          for (const name of names) await busy(name, -1);
          write(event.data.key, "worked");
        }),
    ),
    inngest.createFunction(
      { id: "throttled", triggers: on("throttled"), throttle: { limit: 1, period: "2s", key: "event.data.key" } },
      async ({ event }) => write(event.data.key, "started"),
    ),
    inngest.createFunction(
      { id: "limited", triggers: on("limited"), rateLimit: { limit: 1, period: "60s", key: "event.data.key" } },
      async ({ event }) => write(event.data.key, "ran"),
    ),
    inngest.createFunction(
      { id: "batched", triggers: on("batched"), batchEvents: { maxSize: 3, timeout: "2s", key: "event.data.key" } },
      async ({ events, event }) => write(event.data.key, String(events.length)),
    ),
    inngest.createFunction(
      { id: "debounced", triggers: on("debounced"), debounce: { period: "2s", key: "event.data.key" } },
      async ({ event }) => write(event.data.key, `last was ${event.data.number}`),
    ),
    inngest.createFunction({ id: "once", triggers: on("once") }, async ({ event }) => write(event.data.key, "ran")),
    inngest.createFunction({ id: "once-for-order", triggers: on("order"), idempotency: "event.data.key" }, async ({ event }) =>
      write(event.data.key, "ran"),
    ),
    inngest.createFunction(
      { id: "single", triggers: on("single"), singleton: { key: "event.data.key", mode: "skip" } },
      async ({ event, step }) => {
        await step.run("begin", () => write(event.data.key, "begun"));
        await step.sleep("long", "3s");
      },
    ),
    inngest.createFunction(
      { id: "latest", triggers: on("latest"), singleton: { key: "event.data.key", mode: "cancel" } },
      async ({ event, step }) => {
        await step.run("begin", () => write(event.data.key, `begun ${event.data.number}`));
        await step.sleep("long", "3s");
        await step.run("end", () => write(event.data.key, `ended ${event.data.number}`));
      },
    ),
  ];

  const wrote = (key: string, count: number) => () => read(key).length >= count;
  const ended = (world: World, id: string, status: string) => async () => (await world.runs(id)).some((run) => run.status === status);
  const outputOf = async (world: World, id: string) => (await world.runs(id))[0]?.output;

  const cases: Case[] = [
    {
      promise: "steps run once each, in their order, and hand their results on",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("steps", key));
        await world.until(ended(world, id!, "Completed"));
        expect(read(key)).toEqual(["first", "second"]);
        expect(await outputOf(world, id!)).toEqual({ second: 2 });
      },
    },
    {
      promise: "sleep and sleepUntil last as long as they say",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("sleeper", key));
        await world.until(ended(world, id!, "Completed"));
        expect(read(key)).toEqual(["before", "middle", "after"]);
        const [before, middle, after] = times(key) as [number, number, number];
        expect(middle - before).toBeGreaterThanOrEqual(1900);
        expect(after - before).toBeGreaterThanOrEqual(3900);
      },
    },
    {
      promise: "events sent by a step start other functions",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("announcer", key));
        await world.until(wrote(key, 2));
        await world.until(ended(world, id!, "Completed"));
        expect(await outputOf(world, id!)).toBe(2);
      },
    },
    {
      promise: "a trigger may be a pattern, or hold a condition",
      async prove(world) {
        const key = newKey();
        await world.send([event("wild.beast", key), event("choosy", key, { number: 10 }), event("choosy", key, { number: 11 })]);
        await world.until(wrote(key, 2));
        await world.pass(500);
        expect(read(key).sort()).toEqual(["chose 11", "conformance/wild.beast"]);
      },
    },
    {
      promise: "waitForEvent takes the event that fits and no other",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("waiter", key, { timeout: "60s" }));
        await world.until(ended(world, id!, "Running"));
        await world.pass(1000);
        await world.send([event("answer", "somebody else", { number: 5 }), event("answer", key, { number: 1 })]);
        await world.pass(1000);
        expect((await world.runs(id!))[0]!.status).toBe("Running");
        await world.send(event("answer", key, { number: 7 }));
        await world.until(ended(world, id!, "Completed"));
        expect(await outputOf(world, id!)).toBe(7);
      },
    },
    {
      promise: "waitForEvent gives null when nobody comes in time",
      async prove(world) {
        const [id] = await world.send(event("waiter", newKey(), { timeout: "2s" }));
        await world.until(ended(world, id!, "Completed"));
        expect(await outputOf(world, id!)).toBe("nobody");
      },
    },
    {
      promise: "invoke brings the other function's result, or its error",
      async prove(world) {
        const [id] = await world.send(event("caller", newKey()));
        await world.until(ended(world, id!, "Completed"));
        expect(await outputOf(world, id!)).toEqual({ answer: { twice: 42 }, failure: expect.stringContaining("callee fails") });
      },
    },
    {
      promise: "parallel steps run once each and are joined once",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("parallel", key));
        await world.until(ended(world, id!, "Completed"));
        expect(read(key)).toEqual(["part", "part", "part", "join"]);
        expect(await outputOf(world, id!)).toBe("ABC");
      },
    },
    {
      promise: "a failing step is tried again, and knows which attempt it is",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("flaky", key));
        await world.until(ended(world, id!, "Completed"));
        expect(read(key)).toEqual(["attempt 0", "attempt 1", "attempt 2"]);
        expect(await outputOf(world, id!)).toBe("at last");
      },
    },
    {
      promise: "a step's last error can be caught by the function",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("rescued", key));
        await world.until(ended(world, id!, "Completed"));
        expect(read(key)).toEqual(["try", "try"]);
        expect(await outputOf(world, id!)).toBe("rescued from: no use");
      },
    },
    {
      promise: "RetryAfterError says when the next attempt is",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("patient", key));
        await world.until(ended(world, id!, "Completed"));
        const [first, second] = times(key) as [number, number];
        expect(second - first).toBeGreaterThanOrEqual(3000);
      },
    },
    {
      promise: "NonRetriableError ends the run at once, and onFailure hears of it",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("doomed", key));
        await world.until(wrote(key, 2));
        await world.until(ended(world, id!, "Failed"));
        expect(read(key)).toEqual(["died", "reported: bad card"]);
      },
    },
    {
      promise: "cancelOn ends the run it names and leaves the others",
      async prove(world) {
        const [stopped, other] = [newKey(), newKey()];
        const ids = await world.send([event("cancellable", stopped), event("cancellable", other)]);
        await world.until(() => read(stopped).length + read(other).length === 2);
        await world.pass(500);
        await world.send(event("stop", stopped));
        await world.until(ended(world, ids[0]!, "Cancelled"));
        await world.until(ended(world, ids[1]!, "Completed"));
        expect([read(stopped), read(other)]).toEqual([["begun"], ["begun", "ended"]]);
      },
    },
    {
      promise: "never more run at once than the two concurrency limits allow",
      async prove(world) {
        const key = newKey();
        await world.send(Array.from({ length: 12 }, (_, i) => event("narrow", key, { lane: `lane ${i % 3}` })));
        await world.until(wrote(key, 12));
        expect(inFlight.get(key)!.most).toBeLessThanOrEqual(2);
        for (const lane of [0, 1, 2]) expect(inFlight.get(`${key}/lane ${lane}`)!.most).toBe(1);
      },
    },
    {
      promise: "throttle spaces the starts and loses none",
      async prove(world) {
        const key = newKey();
        await world.send([1, 2, 3].map(() => event("throttled", key)));
        await world.until(wrote(key, 3));
        const [first, , third] = times(key) as [number, number, number];
        expect(third - first).toBeGreaterThanOrEqual(3000);
      },
    },
    {
      promise: "rateLimit drops what is too much",
      async prove(world) {
        const key = newKey();
        for (let i = 0; i < 3; i++) await world.send(event("limited", key));
        await world.until(wrote(key, 1));
        await world.pass(2000);
        expect(read(key)).toEqual(["ran"]);
      },
    },
    {
      promise: "a batch never holds more than its size, and the rest goes at the time-out",
      async prove(world) {
        const key = newKey();
        await world.send(Array.from({ length: 7 }, () => event("batched", key)));
        await world.until(() => read(key).reduce((sum, size) => sum + Number(size), 0) === 7);
        expect(read(key).sort()).toEqual(["1", "3", "3"]);
      },
    },
    {
      promise: "debounce runs once, with the last event",
      async prove(world) {
        const key = newKey();
        for (const number of [1, 2, 3]) {
          await world.send(event("debounced", key, { number }));
          await world.pass(300);
        }
        await world.until(wrote(key, 1));
        await world.pass(3000);
        expect(read(key)).toEqual(["last was 3"]);
      },
    },
    {
      promise: "an event id runs a function once, however often it is sent",
      async prove(world) {
        const key = newKey();
        for (let i = 0; i < 2; i++) await world.send({ ...event("once", key), id: `event-${key}` });
        await world.until(wrote(key, 1));
        await world.pass(1000);
        expect(read(key)).toEqual(["ran"]);
      },
    },
    {
      promise: "an idempotency expression runs a function once for what it says",
      async prove(world) {
        const key = newKey();
        for (let i = 0; i < 2; i++) await world.send(event("order", key));
        await world.until(wrote(key, 1));
        await world.pass(1000);
        expect(read(key)).toEqual(["ran"]);
      },
    },
    {
      promise: "a singleton skips what comes while it runs",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("single", key));
        await world.until(wrote(key, 1));
        await world.send(event("single", key));
        await world.until(ended(world, id!, "Completed"));
        expect(read(key)).toEqual(["begun"]);
      },
    },
    {
      promise: "a cancelling singleton ends the older run",
      async prove(world) {
        const key = newKey();
        const [first] = await world.send(event("latest", key, { number: 1 }));
        await world.until(wrote(key, 1));
        await world.pass(500);
        await world.send(event("latest", key, { number: 2 }));
        await world.until(wrote(key, 3));
        await world.until(ended(world, first!, "Cancelled"));
        expect(read(key)).toEqual(["begun 1", "begun 2", "ended 2"]);
      },
    },
    {
      promise: "a run can be run again, past idempotency",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send({ ...event("once", key), id: `event-${key}` });
        await world.until(ended(world, id!, "Completed"));
        const [run] = await world.runs(id!);
        expect(await world.rerun(run!.id)).not.toBe(run!.id);
        await world.until(wrote(key, 2));
      },
    },
    {
      promise: "a run can be cancelled by its id",
      async prove(world) {
        const key = newKey();
        const [id] = await world.send(event("cancellable", key));
        await world.until(wrote(key, 1));
        await world.pass(500);
        const [run] = await world.runs(id!);
        await world.cancel(run!.id);
        await world.until(ended(world, id!, "Cancelled"));
        await world.pass(5000);
        expect(read(key)).toEqual(["begun"]);
      },
    },
  ];

  return { functions, cases, useClock: (now: () => number) => void (clock.now = now) };
}
