import autocannon from "autocannon";
import { closeDatabase } from "~/platform/db.server";
import { cookieOf } from "~tests/factories/company";
import { prospectWorld } from "../prospect-world";
import type { Case, Go } from "../run-case";

/**
 * The list's page through the built server, signed in, 50 rows, with frame, words, filters and row security, against a plain page of the
 * same rows by the same two questions, a route of the same build. One visitor tells how long a page takes, eight how many there can be.
 */
export default {
  name: "list of prospects: page through the built server",
  goals: [
    { what: "p95", atMost: 1.5 },
    { what: "rate", atLeast: 0.6 },
  ],
  rounds: 5,
  warmUps: 4,
  async prepare(world) {
    const { scope, close } = await prospectWorld(world, "bench_page");
    const product = await world.serve({
      DATABASE_URL: process.env.DATABASE_URL!,
      DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL!,
      BENCH_COMPANY: scope.companyId,
      SESSION_SECRET: process.env.SESSION_SECRET!,
      VENDORS: "local",
      ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS!,
    });
    const cookie = await cookieOf(scope);
    return {
      limit: visits(`${product.origin}/bench/twin`),
      subject: visits(`${product.origin}/prospects`, cookie),
      async close() {
        await product.stop();
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;

function visits(url: string, cookie = ""): Go {
  return async () => {
    const alone = await load(url, cookie, { connections: 1, duration: 1 });
    const crowd = await load(url, cookie, { connections: 8, duration: 3 });
    return { operations: crowd.ms.length, seconds: crowd.seconds, ms: alone.ms };
  };
}

/** Each answer's time; anything but a page ends the bench. */
async function load(url: string, cookie: string, { connections, duration }: { connections: number; duration: number }) {
  const ms: Array<number> = [];
  const faults = new Set<number>();
  const started = performance.now();
  const run = autocannon({ url, connections, duration, headers: { cookie, accept: "text/html" } });
  run.on("response", (_client, status, _bytes, time) => {
    if (status !== 200) faults.add(status);
    ms.push(time);
  });
  const { errors, timeouts } = await run;
  if (errors + timeouts + faults.size > 0) throw new Error(`${url}: ${[...faults].join(", ")} ${errors} errors, ${timeouts} time-outs`);
  return { ms, seconds: (performance.now() - started) / 1000 };
}
