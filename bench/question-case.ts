import { closeDatabase, statementListeners } from "~/platform/db.server";
import { loader as listLoader } from "~/routes/prospecting/prospects._index";
import { loader as frameLoader } from "~/routes/shell";
import { cookieOf, requestOf } from "~tests/factories/company";
import { loadWorld, timed } from "./load-world";
import { type QuestionName, questions } from "./questions";
import type { Case } from "./run-case";

const visitsAGo = 15;

/**
 * A page of the largest company's list among a hundred companies, a million prospects at full size: through the built server, signed in,
 * against a bare page of the same build with the same two questions, asked as the tables' owner.
 */
export const questionCase = (name: QuestionName): Case => ({
  name: `list among a hundred companies: ${name}`,
  goals: [{ what: "p95", atMost: 1.5 }],
  rounds: 6,
  warmUps: 3,
  async prepare(world) {
    const { scopes, close } = await loadWorld(world);
    const scope = scopes[0]!;
    const product = await world.serve({
      DATABASE_URL: process.env.DATABASE_URL!,
      DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL!,
      BENCH_COMPANY: scope.companyId,
      SESSION_SECRET: process.env.SESSION_SECRET!,
      VENDORS: "local",
      ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS!,
    });
    const cookie = await cookieOf(scope);
    const visits = (path: string) => () => timed(Array.from({ length: visitsAGo }, () => () => visit(`${product.origin}${path}`, cookie)));
    return {
      limit: visits(`/bench/questions/${name}`),
      subject: visits(questions[name].path),
      counts: async () => [{ what: "statements of a page, its frame's with them", value: await statements(scope, name), atMost: 4 }],
      async close() {
        await product.stop();
        await close();
        await closeDatabase();
      },
    };
  },
});

async function visit(url: string, cookie: string) {
  const answer = await fetch(url, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
}

/** What the page's loaders ask of the database, as they are run for one address. */
async function statements(scope: Parameters<typeof requestOf>[0], name: QuestionName): Promise<number> {
  const request = await requestOf(scope, questions[name].path);
  let asked = 0;
  const listen = (sql: string) => void (asked += /^\s*(?:BEGIN|COMMIT|SET)\b/.test(sql) ? 0 : 1);
  statementListeners.add(listen);
  await Promise.all(
    [frameLoader, listLoader].map((loader) =>
      loader({ request, params: {}, context: { requestId: name, nonce: name, clientAddress: "127.0.0.1" } }),
    ),
  );
  statementListeners.delete(listen);
  return asked;
}
