import pg from "pg";
import { prospectChanged } from "~/domains/prospecting/prospect/prospect.events.server";
import { closeDatabase, statementListeners } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { takeFacts } from "~tests/setup/jobs";
import { inngest, jobKeys, useTransport } from "~inngest/client";
import { createEngine } from "~inngest/engine/executor";
import { serve } from "inngest/edge";
import type { Case } from "../run-case";

const facts = 30;
/** The engine looks by itself every second: a start that waits for that look takes half of it on average. */
const halfAPoll = 500;

/**
 * From the commit of a transaction that states a fact to the first line of the function it sets off, on the engine of this process:
 * sent, kept, routed, claimed, called over the signed protocol. Beside it PostgreSQL's own word between two connections, NOTIFY, which
 * keeps nothing and starts nothing: the figures are told, only the wait for a poll is judged.
 */
export default {
  name: "fact to the start of its function",
  goals: [],
  async prepare(world) {
    const { url, ownerUrl, superuserUrl } = await world.database("bench_facts");
    Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
    rereadEnv();
    useTransport(takeFacts);
    const company = await aCompany();

    let begin: () => void = () => {};
    const listener = inngest.createFunction({ id: "bench/listen", triggers: [prospectChanged] }, async () => begin());
    const engine = createEngine({
      connectionString: url,
      handler: serve({ client: inngest, functions: [listener] }),
      ...jobKeys,
    });
    await engine.sync();
    await engine.start();
    useTransport((request) => {
      onSend();
      return engine.fetch(request);
    });

    const [speaker, hearer] = [new pg.Client(url), new pg.Client(url)];
    await Promise.all([speaker.connect(), hearer.connect()]);
    await hearer.query("LISTEN bench");
    const all: Array<number> = [];

    return {
      limit: () => timed(() => heard(speaker, hearer)),
      async subject() {
        const done = await timed(() => started(company.owner, (first) => (begin = first)));
        all.push(...done.ms);
        return done;
      },
      counts: async () => [
        { what: "median start, ms", value: Math.round(all.toSorted((a, b) => a - b)[all.length >> 1]!), atMost: halfAPoll / 2 },
      ],
      async close() {
        useTransport(takeFacts);
        await engine.stop();
        await Promise.all([speaker.end(), hearer.end()]);
        await closeDatabase();
      },
    };
  },
} satisfies Case;

async function timed(once: () => Promise<number>) {
  const ms: Array<number> = [];
  for (let turn = 0; turn < facts; turn++) ms.push(await once());
  return { operations: facts, ms };
}

async function heard(speaker: pg.Client, hearer: pg.Client): Promise<number> {
  const arrived = new Promise((resolve) => hearer.once("notification", resolve));
  const from = performance.now();
  await speaker.query("NOTIFY bench");
  await arrived;
  return performance.now() - from;
}

let onSend = () => {};

/** The commit is told a moment after it happened, the sending follows it: whichever is known first counts. */
async function started(company: CompanyScope, onFirstLine: (first: () => void) => void): Promise<number> {
  let committed = 0;
  const watch = (sql: string) => void (sql === "COMMIT" && onSend());
  onSend = () => void (committed ||= performance.now());
  statementListeners.add(watch);
  const begun = new Promise<number>((resolve) => onFirstLine(() => resolve(performance.now())));
  const prospectId = uuidv7();
  await inCompany(company, async ({ companyId, emit }) =>
    emit(prospectChanged.create({ companyId, prospectId, fields: ["notes"] }), prospectId),
  );
  const first = await begun;
  statementListeners.delete(watch);
  if (committed === 0) throw new Error("the commit was not seen");
  return first - committed;
}
