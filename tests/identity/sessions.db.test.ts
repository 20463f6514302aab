import pg from "pg";
import { expect, test } from "vitest";
import { statementListeners } from "~/platform/db.server";
import { closeSession, openSession, sessionOf } from "~/platform/session.server";
import { digest } from "~/platform/tokens.server";
import { createCookie } from "@remix-run/node";
import { sessionSecret } from "~/platform/env.server";
import { aCompany, type TestCompany } from "~tests/factories/company";

const visit = (cookie: string) => new Request("http://localhost/", { headers: { cookie } });

/** A session of its own: other tests share the factory's. */
async function enter({ owner, companyId }: TestCompany) {
  const line = await openSession(visit(""), { userId: owner.actor.id, companyId, clientAddress: "127.0.0.1" });
  return line.split(";")[0]!;
}

/** Runs work while nobody can read sessions, as the owner of the tables. `waiting`: how many reads stand before the door. */
async function whileSessionsAreHeld<T>(work: (held: { owner: pg.Client; waiting: () => Promise<number> }) => Promise<T>): Promise<T> {
  const [owner, watcher] = [1, 2].map(() => new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL }));
  await Promise.all([owner!.connect(), watcher!.connect()]);
  try {
    await owner!.query("BEGIN; LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE");
    const waiting = async () => {
      const { rows } = await watcher!.query(
        "SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'sessions'::regclass AND NOT granted",
      );
      return rows[0].n as number;
    };
    return await work({ owner: owner!, waiting });
  } finally {
    await Promise.all([owner!.end(), watcher!.end()]);
  }
}

async function until(what: () => Promise<boolean>) {
  for (let tries = 0; tries < 200; tries++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it never came to that");
}

test("requests of one moment share one read, a later one reads for itself", async () => {
  const cookie = await enter(await aCompany());
  let statements = 0;
  const count = (sql: string) => void (statements += /session_by_digest/.test(sql) ? 1 : 0);
  const told = () => new Promise((resolve) => setTimeout(resolve, 50)); // statements are told a moment after they leave
  statementListeners.add(count);
  const answers = await Promise.all([1, 2, 3, 4].map(() => sessionOf(visit(cookie))));
  await told();
  expect([new Set(answers.map((one) => one?.userId)).size, statements]).toEqual([1, 1]);
  const request = visit(cookie);
  await sessionOf(request);
  await sessionOf(request);
  await told();
  statementListeners.delete(count);
  expect(statements).toBe(2);
});

test("nobody joins a read that is on its way: after a revocation there is nothing to be lent", async () => {
  const cookie = await enter(await aCompany());
  const id = (await createCookie("essor", { secrets: [sessionSecret()] }).parse(cookie)) as string;
  const [before, after] = await whileSessionsAreHeld(async ({ owner, waiting }) => {
    const early = sessionOf(visit(cookie));
    await until(async () => (await waiting()) === 1);
    const late = sessionOf(visit(cookie));
    await until(async () => (await waiting()) === 2); // its own statement, though the first has no answer yet
    await owner.query("DELETE FROM sessions WHERE id_digest = $1", [digest(id)]);
    await owner.query("COMMIT");
    return [early, late];
  });
  await before;
  expect(await after).toBeNull();
});

test("of two requests with one cookie, one logs out: whatever comes afterwards is nobody's, other sessions stay", async () => {
  const shop = await aCompany();
  const [cookie, other] = [await enter(shop), await enter(shop)];
  const [, leaving] = await Promise.all([sessionOf(visit(cookie)), closeSession(visit(cookie))]);
  expect(leaving).toMatch(/Max-Age=0/);
  expect(await Promise.all([1, 2, 3].map(() => sessionOf(visit(cookie))))).toEqual([null, null, null]);
  expect(await sessionOf(visit(other))).toMatchObject({ companyId: shop.companyId });
});

test("different people in one moment get each his own", async () => {
  const [one, two] = [await aCompany(), await aCompany()];
  const cookies = [await enter(one), await enter(two)];
  const answers = await Promise.all([0, 1, 0, 1].map((at) => sessionOf(visit(cookies[at]!))));
  expect(answers.map((answer) => answer?.companyId)).toEqual([one, two, one, two].map(({ companyId }) => companyId));
});
