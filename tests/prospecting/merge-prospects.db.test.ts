import { expect, test } from "vitest";
import { recordChoice } from "~/domains/privacy/contact/record-choice.server";
import { standingOf } from "~/domains/privacy/contact/may-contact.server";
import { erasePerson } from "~/domains/privacy/person/erase-person.server";
import { findPerson } from "~/domains/privacy/person/find-person.server";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { survivors } from "~/domains/prospecting/duplicate/survivors.server";
import { unmergeProspects } from "~/domains/prospecting/duplicate/unmerge-prospects.server";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { inCompany } from "~/platform/tenancy.server";
import { asSuperuser } from "~tests/isolation/canary-world";
import { describeTables, isCompanys, MarkedCompany } from "~tests/isolation/tables";
import { aCompany, aMember, asOwner } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

interface Relation {
  table_name: string;
  column_name: string;
  key_columns: Array<string>;
  uniques: Array<Array<string>>;
}
const relations = () => asOwner(async (owner) => (await owner.query<Relation>("SELECT * FROM app.prospect_columns()")).rows);

/** Everything of a company's prospects and of what hangs on them, but the moments of writing. */
async function everything(companyId: string) {
  const found = await relations();
  return asSuperuser(async (owner) => {
    const all: Record<string, Array<unknown>> = {};
    for (const table of ["prospects", ...found.map(({ table_name }) => table_name)]) {
      const { rows } = await owner.query(
        `SELECT to_jsonb(t) - 'updated_at' AS row FROM "${table}" t WHERE company_id = $1 ${table === "consents" ? "AND source <> 'merge'" : ""} ORDER BY (to_jsonb(t) - 'updated_at')::text`,
        [companyId],
      );
      all[table] = rows.map(({ row }: { row: unknown }) => row);
    }
    return all;
  });
}

test("every way in which the database points at a prospect is known: whoever adds one says here that it moves with its prospect", async () => {
  const found = await relations();
  expect(
    found.map(
      ({ table_name, column_name, uniques }) =>
        `${table_name}.${column_name}${uniques.map((one) => ` unique with ${one.join(", ") || "nothing"}`).join("")}`,
    ),
  ).toMatchSnapshot();
  const pointing = await asOwner(
    async (owner) =>
      (
        await owner.query<{ name: string }>(`SELECT k.conrelid::regclass::text || '.' || a.attname AS name FROM pg_constraint k
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname <> 'company_id'
          WHERE k.contype = 'f' AND k.confrelid = 'prospects'::regclass AND k.conparentid = 0 ORDER BY 1`)
      ).rows,
  );
  const own = /^(duplicate_pairs|prospect_merges)\./;
  const known = found.map(({ table_name, column_name }) => `${table_name}.${column_name}`);
  expect(pointing.map(({ name }) => name).filter((name) => !own.test(name) && !known.includes(name))).toEqual([]);
  expect(found.filter(({ key_columns, uniques }) => key_columns === null && uniques.length > 0)).toEqual([]);
});

/** A company with one row in every table; whatever may hang on a prospect hangs on `loserId`, and what only one may have twice hangs on `winnerId` too. */
async function aFullCompany() {
  const found = await relations();
  return asSuperuser(async (superuser) => {
    const tables = await describeTables(superuser);
    const company = new MarkedCompany(crypto.randomUUID(), "fusion", tables);
    for (const table of tables.filter(isCompanys)) if (table.name.startsWith("public.")) await company.fill(superuser, table);
    const loserId = company.rows.get("public.prospects")!.id as string;
    const winnerId = crypto.randomUUID();
    await superuser.query(
      "UPDATE prospects SET deleted_at = NULL, merged_into_id = NULL, email = 'perdant@example.test', siret = '73282932000074', custom_fields = '{}', status = 'qualified' WHERE id = $1",
      [loserId],
    );
    await superuser.query(
      `INSERT INTO prospects (id, company_id, first_name, last_name, email, phone, notes, tags, last_activity_at) VALUES ($1, $2, 'Solène', 'Quimerch', 'gagnante@example.test', '+33199000099', 'Vue au salon', '{Salon}', '2026-11-01T08:00:00Z')`,
      [winnerId, company.companyId],
    );
    await superuser.query("DELETE FROM prospect_merges WHERE company_id = $1", [company.companyId]);
    await superuser.query("DELETE FROM duplicate_pairs WHERE company_id = $1", [company.companyId]);
    for (const { table_name, column_name, uniques } of found) {
      await superuser.query("SET session_replication_role = replica");
      await superuser.query(`UPDATE "${table_name}" SET "${column_name}" = $1 WHERE company_id = $2`, [loserId, company.companyId]);
      await superuser.query("SET session_replication_role = origin");
      if (uniques.length > 0)
        await superuser.query(
          `INSERT INTO "${table_name}" SELECT (jsonb_populate_record(NULL::"${table_name}", to_jsonb(t) || jsonb_build_object('${column_name}', $1::text) || CASE WHEN to_jsonb(t) ? 'id' THEN jsonb_build_object('id', gen_random_uuid()) ELSE '{}' END)).* FROM "${table_name}" t WHERE company_id = $2`,
          [winnerId, company.companyId],
        );
    }
    return { scope: { companyId: company.companyId, actor: { kind: "job" as const, id: "test" } }, loserId, winnerId, found };
  });
}

/** How many rows of each relation hang on a prospect. */
const hanging = (who: string) =>
  asSuperuser(async (superuser) => {
    const counts: Record<string, number> = {};
    for (const { table_name, column_name } of await relations()) {
      const { rows } = await superuser.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${table_name}" WHERE "${column_name}" = $1`,
        [who],
      );
      counts[`${table_name}.${column_name}`] = rows[0]!.count;
    }
    return counts;
  });

test("a merge moves every relation there is, what both had twice stays behind, and undoing it puts every row back", async () => {
  const { scope, loserId, winnerId, found } = await aFullCompany();
  const before = await everything(scope.companyId);
  const { mergeId } = await inCompany(scope, (ctx) => mergeProspects(ctx, { oneId: winnerId, otherId: loserId, winner: "one" }));

  const [won, lost] = [await hanging(winnerId), await hanging(loserId)];
  for (const { table_name, column_name, uniques } of found) {
    const name = `${table_name}.${column_name}`;
    expect([name, won[name]! > 0, lost[name]! > 0]).toEqual([name, true, uniques.length > 0]);
  }
  const [recipient] = await read(
    scope,
    "SELECT state::text AS state, stop_reason FROM campaign_recipients WHERE prospect_id = $1",
    loserId,
  );
  expect(recipient).toEqual({ state: "stopped", stop_reason: "prospect_deleted" });
  const [winner] = await read(scope, "SELECT siret, tags, status::text AS status, notes FROM prospects WHERE id = $1", winnerId);
  expect(winner).toMatchObject({ siret: "73282932000074", status: "qualified" });

  await inCompany(scope, (ctx) => unmergeProspects(ctx, mergeId));
  expect(await everything(scope.companyId)).toEqual(before);
});

const read = async (scope: { companyId: string }, sql: string, ...values: Array<unknown>) =>
  asSuperuser(async (superuser) => (await superuser.query<Record<string, unknown>>(sql, values)).rows);

test("a table of tomorrow moves with its prospect, and its unique key holds", async () => {
  const shop = await aCompany();
  const [one, other] = await someProspects(shop.owner, 2);
  await asOwner(async (owner) => {
    await owner.query(`CREATE TABLE tomorrows (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), company_id uuid NOT NULL, kind text NOT NULL, guest_id uuid NOT NULL, UNIQUE (company_id, kind, guest_id),
      FOREIGN KEY (company_id, guest_id) REFERENCES prospects (company_id, id))`);
    await owner.query(`INSERT INTO tomorrows (company_id, kind, guest_id) VALUES ($1, 'a', $2), ($1, 'b', $2), ($1, 'a', $3)`, [
      shop.companyId,
      other,
      one,
    ]);
  });
  try {
    await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other!, winner: "one" }));
    expect(
      await asOwner(
        async (owner) => (await owner.query("SELECT kind, guest_id FROM tomorrows ORDER BY kind, guest_id = $1 DESC", [one])).rows,
      ),
    ).toEqual([
      { kind: "a", guest_id: one },
      { kind: "a", guest_id: other },
      { kind: "b", guest_id: one },
    ]);
  } finally {
    await asOwner((owner) => owner.query("DROP TABLE tomorrows"));
  }
});

test("what either refused holds for the one they become, whichever address it keeps; undone, each stands as before", async () => {
  const shop = await aCompany();
  const [one, other] = await someProspects(shop.owner, 2);
  const person = (id: string) =>
    inCompany(shop.owner, async (ctx) => {
      const { email, phone } = await ctx.db.prospect.findFirstOrThrow({ where: { id } });
      const [email1] = await standingOf(ctx, { emails: [email], phones: [phone], prospectId: id, isProfessional: true }, ["email"]);
      return email1!.reason;
    });
  await inCompany(shop.owner, async (ctx) => {
    const { email } = await ctx.db.prospect.findFirstOrThrow({ where: { id: other } });
    await recordChoice(ctx, {
      person: { emails: [email], phones: [] },
      prospectId: other,
      channels: ["email"],
      isGranted: false,
      source: "Appel",
      at: ctx.now,
    });
  });
  expect([await person(one!), await person(other!)]).toEqual([null, "opposed"]);
  const { mergeId } = await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other!, winner: "one" }));
  expect(await person(one!)).toBe("opposed");
  await inCompany(shop.owner, (ctx) => unmergeProspects(ctx, mergeId));
  expect([await person(one!), await person(other!)]).toEqual([null, "opposed"]);
});

test("a yes that he gives after a merge is his last word, though the one he was merged with had refused", async () => {
  const shop = await aCompany();
  const [one, other] = await someProspects(shop.owner, 2);
  const say = (id: string, isGranted: boolean) =>
    inCompany(shop.owner, async (ctx) => {
      const { email } = await ctx.db.prospect.findFirstOrThrow({ where: { id } });
      await recordChoice(ctx, {
        person: { emails: [email], phones: [] },
        prospectId: id,
        channels: ["email"],
        isGranted,
        source: "Appel",
        at: ctx.now,
      });
    });
  const reason = () =>
    inCompany(shop.owner, async (ctx) => {
      const { email } = await ctx.db.prospect.findFirstOrThrow({ where: { id: one } });
      return (await standingOf(ctx, { emails: [email], phones: [], prospectId: one, isProfessional: true }, ["email"]))[0]!.reason;
    });
  await say(other!, false);
  await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other!, winner: "one" }));
  expect(await reason()).toBe("opposed");
  await say(one!, true);
  expect(await reason()).toBeNull();
});

test("whoever was merged leads to the one he is now, through several merges, which are undone from the last", async () => {
  const shop = await aCompany();
  const [a, b, c] = await someProspects(shop.owner, 3);
  const merge = (oneId: string, otherId: string) => inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId, otherId, winner: "one" }));
  const first = await merge(b!, a!);
  const second = await merge(c!, b!);
  expect((await inCompany(shop.owner, (ctx) => survivors(ctx, [a!]))).get(a!)).toBe(c);
  await expect(inCompany(shop.owner, (ctx) => unmergeProspects(ctx, first.mergeId))).rejects.toThrow("merged_again");
  await expect(merge(c!, a!)).rejects.toThrow("platform.record.unknown");
  await inCompany(shop.owner, (ctx) => unmergeProspects(ctx, second.mergeId));
  await inCompany(shop.owner, (ctx) => unmergeProspects(ctx, first.mergeId));
  await expect(inCompany(shop.owner, (ctx) => unmergeProspects(ctx, first.mergeId))).rejects.toThrow("platform.record.unknown");
  expect(await inCompany(shop.owner, ({ db }) => db.prospect.count({ where: { deletedAt: null } }))).toBe(3);
});

test("what a person changed since stays as he left it when a merge is undone", async () => {
  const shop = await aCompany();
  const [one, other] = await someProspects(shop.owner, 2, (at) => (at === 1 ? { city: null, jobTitle: null } : {}));
  const { mergeId } = await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other!, winner: "one" }));
  await inCompany(shop.owner, (ctx) => changeProspect(ctx, one!, { city: "Quimper" }));
  await inCompany(shop.owner, (ctx) => unmergeProspects(ctx, mergeId));
  expect(
    await inCompany(shop.owner, ({ db }) => db.prospect.findFirst({ where: { id: one }, select: { city: true, jobTitle: true } })),
  ).toEqual({ city: "Quimper", jobTitle: null });
});

test("after thirty days a merge stays", async () => {
  const shop = await aCompany();
  const [one, other] = await someProspects(shop.owner, 2);
  const { mergeId } = await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other! }));
  await asOwner((owner) =>
    owner.query(
      "UPDATE prospect_merges SET merged_at = merged_at - interval '31 days', undo_until = undo_until - interval '31 days' WHERE id = $1",
      [mergeId],
    ),
  );
  await expect(inCompany(shop.owner, (ctx) => unmergeProspects(ctx, mergeId))).rejects.toThrow("too_late");
});

test("an erased person is gone from both records and from what would undo their merge", async () => {
  const shop = await aCompany();
  const [one, other] = await someProspects(shop.owner, 2);
  await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other!, winner: "one" }));
  await inCompany(shop.owner, async (ctx) => erasePerson(ctx, await findPerson(ctx, { prospectId: one })));
  const left = await inCompany(shop.owner, async ({ db }) => [
    await db.prospectMerge.count(),
    await db.prospect.count({ where: { OR: [{ email: { not: null } }, { lastName: { not: null } }] } }),
  ]);
  expect(left).toEqual([0, 0]);
});

test("nobody merges what he does not reach, nor what is another company's", async () => {
  const [shop, strange] = [await aCompany(), await aCompany()];
  const [one, other] = await someProspects(shop.owner, 2);
  const [theirs] = await someProspects(strange.owner, 1);
  const narrow = { ...(await aMember(shop, "agent")), reach: { prospect: [] as Array<string> } };
  await expect(inCompany(narrow, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: other! }))).rejects.toThrow(
    "platform.record.unknown",
  );
  await expect(inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one!, otherId: theirs! }))).rejects.toThrow(
    "platform.record.unknown",
  );
  await expect(inCompany(narrow, ({ db }) => db.$queryRaw`SELECT app.move_prospect_rows(${one}::uuid, ${other}::uuid)`)).rejects.toThrow();
  await expect(
    inCompany(shop.owner, ({ db }) => db.$queryRaw`SELECT app.move_prospect_rows(${theirs}::uuid, ${other}::uuid)`),
  ).rejects.toThrow();
});
