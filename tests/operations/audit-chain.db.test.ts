import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { anchorChains } from "~/domains/operations/audit/anchor-chains.server";
import { forgetOldAudit } from "~/platform/across.server";
import { keepAnchorsElsewhere } from "~/platform/audit/anchor.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { sized } from "~tests/proof/sized";
import { anchorsOfFile, companiesWithChain, verifyChain } from "../../prisma/audit/verify-audit";

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
beforeAll(() => Promise.all([owner.connect(), superuser.connect()]));
afterAll(() => Promise.all([owner.end(), superuser.end()]));

const write = (company: TestCompany, count: number, createdAt = new Date()) =>
  inCompany(company.owner, async ({ db, companyId }) => {
    for (let at = 0; at < count; at++)
      await db.auditLog.create({
        data: { id: uuidv7(), companyId, action: "thing.done", newValues: { at, word: `w${at % 7}` }, createdAt },
      });
  });
/** Signs where all chains stand. */
const anchor = async () => void (await anchorChains(100_000));

/** As somebody who may do anything to the database, and has stopped its triggers. */
const tamper = async (sql: string, values: Array<unknown>) => {
  await superuser.query("SET session_replication_role = replica");
  try {
    return await superuser.query(sql, values);
  } finally {
    await superuser.query("SET session_replication_role = origin");
  }
};
const faultOf = async ({ companyId }: TestCompany) => (await verifyChain(owner, companyId)).fault;

test("a chain nobody touched holds, anchored or not", async () => {
  const shop = await aCompany();
  await write(shop, 5);
  expect(await faultOf(shop)).toBeNull();
  await anchor();
  await write(shop, 5);
  await anchor();
  expect(await verifyChain(owner, shop.companyId)).toMatchObject({ fault: null, anchors: 2 });
  expect(await companiesWithChain(owner)).toContain(shop.companyId);
});

test("the end cut off with the head set back is found by the anchor, and the whole log as well", async () => {
  const shop = await aCompany();
  await write(shop, 10);
  const { rows } = await owner.query<{ n: number }>("SELECT max(sequence)::int AS n FROM audit_logs WHERE company_id = $1", [
    shop.companyId,
  ]);
  const end = rows[0]!.n;
  await anchor();
  await tamper("DELETE FROM audit_logs WHERE company_id = $1 AND sequence > $2", [shop.companyId, end - 3]);
  await tamper(
    "UPDATE chain_heads SET sequence = $2, hash = (SELECT hash FROM audit_logs WHERE company_id = $1 AND sequence = $2) WHERE company_id = $1 AND chain = 'audit'",
    [shop.companyId, end - 3],
  );
  expect(await faultOf(shop)).toEqual({ fault: "cut", sequence: end - 2 });
  await tamper("DELETE FROM audit_logs WHERE company_id = $1", [shop.companyId]);
  await tamper("DELETE FROM chain_heads WHERE company_id = $1", [shop.companyId]);
  expect(await faultOf(shop)).toEqual({ fault: "cut", sequence: 1 });
});

test("a chain written anew from an entry on, hashes and head and all, no longer leads to what was signed", async () => {
  const shop = await aCompany();
  await write(shop, 4);
  await anchor();
  await write(shop, 6);
  const { rows } = await owner.query<{ n: number }>("SELECT max(sequence)::int AS n FROM audit_logs WHERE company_id = $1", [
    shop.companyId,
  ]);
  const end = rows[0]!.n;
  await anchor();
  await tamper(`UPDATE audit_logs SET new_values = '{"at": 99}' WHERE company_id = $1 AND sequence = $2`, [shop.companyId, end - 4]);
  await superuser.query("SET timezone = 'UTC'");
  for (let sequence = end - 4; sequence <= end; sequence++)
    await tamper(
      `UPDATE audit_logs a SET previous_hash = p.hash, hash = app.link_hash(p.hash, to_jsonb(a)) FROM audit_logs p
       WHERE a.company_id = $1 AND a.sequence = $2 AND p.company_id = $1 AND p.sequence = $2 - 1`,
      [shop.companyId, sequence],
    );
  await tamper(
    "UPDATE chain_heads SET hash = (SELECT hash FROM audit_logs WHERE company_id = $1 AND sequence = $2) WHERE company_id = $1 AND chain = 'audit'",
    [shop.companyId, end],
  );
  // The first that the anchor before it does not vouch for.
  expect(await faultOf(shop)).toEqual({ fault: "rewritten", sequence: end - 5 });
});

test("an anchor that we did not sign is named; those thrown away are still in the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "anchors-"));
  const file = join(folder, "anchors.jsonl");
  keepAnchorsElsewhere(async (anchors) => appendFileSync(file, anchors.map((one) => `${JSON.stringify(one)}\n`).join("")));
  onTestFinished(() => {
    keepAnchorsElsewhere(undefined);
    rmSync(folder, { recursive: true });
  });
  const [shop, other] = [await aCompany(), await aCompany()];
  await write(shop, 3);
  await anchor();
  await tamper("UPDATE chain_anchors SET hash = repeat('a', 64) WHERE company_id = $1", [shop.companyId]);
  expect(await faultOf(shop)).toMatchObject({ fault: "anchor_forged" });

  await tamper("DELETE FROM audit_logs WHERE company_id = $1 AND sequence > 1", [other.companyId]);
  await tamper(
    "UPDATE chain_heads SET sequence = 1, hash = (SELECT hash FROM audit_logs WHERE company_id = $1) WHERE company_id = $1 AND chain = 'audit'",
    [other.companyId],
  );
  await tamper("DELETE FROM chain_anchors WHERE company_id = $1", [other.companyId]);
  expect((await verifyChain(owner, other.companyId, anchorsOfFile(file))).fault).toEqual({ fault: "cut", sequence: 2 });
});

test("retention of a company takes what is past it, says so in the log, and the chain goes on holding; the neighbour keeps all", async () => {
  const then = new Date(Date.now() - 500 * 24 * 3_600_000);
  const [shop, other] = [await aCompany(), await aCompany()];
  for (const company of [shop, other]) {
    // As if it had begun then: its chain starts anew.
    await tamper("DELETE FROM audit_logs WHERE company_id = $1", [company.companyId]);
    await tamper("DELETE FROM chain_heads WHERE company_id = $1", [company.companyId]);
    await tamper("DELETE FROM chain_anchors WHERE company_id = $1", [company.companyId]);
    await write(company, 20, then);
  }
  await write(shop, 2);
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.systemSetting.create({ data: { companyId, category: "audit", key: "retention_months", value: "12", dataType: "integer" } }),
  );
  expect(await forgetOldAudit(other.companyId, new Date())).toBe(0);
  expect(await forgetOldAudit(shop.companyId, new Date())).toBe(20);
  expect(await forgetOldAudit(shop.companyId, new Date())).toBe(0);
  const notes = await inCompany(shop.owner, ({ db, companyId }) =>
    db.auditLog.findMany({ where: { companyId, action: "audit.archived" } }),
  );
  expect(notes).toHaveLength(1);
  expect([await faultOf(shop), await faultOf(other)]).toEqual([null, null]);
  await anchor();
  expect(await faultOf(shop)).toBeNull();

  await expect(owner.query("DELETE FROM audit_logs WHERE company_id = $1", [shop.companyId])).rejects.toThrow("immutable");
});

test("a note of what retention took is not believed of what is too young for it", async () => {
  const shop = await aCompany();
  await write(shop, 10);
  await anchor();
  const { rows } = await owner.query<{ sequence: number; previous: string; hash: string }>(
    "SELECT sequence::int, previous_hash AS previous, hash FROM audit_logs WHERE company_id = $1 ORDER BY sequence DESC OFFSET 3 LIMIT 1",
    [shop.companyId],
  );
  const { sequence, previous, hash } = rows[0]!;
  await tamper("DELETE FROM audit_logs WHERE company_id = $1 AND sequence = $2", [shop.companyId, sequence]);
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.auditLog.create({
      data: { companyId, action: "audit.archived", newValues: { from: sequence, to: sequence, previousHash: previous, lastHash: hash } },
    }),
  );
  expect(await faultOf(shop)).toEqual({ fault: "missing", sequence });
});

const mutations = sized(60, 1000);

test(
  `each of ${mutations} random edits, deletions, insertions, swaps and cuts is found, and the entry named`,
  { timeout: 600_000 },
  async () => {
    const shop = await aCompany();
    await write(shop, 120);
    await anchor();
    await write(shop, 60);
    const end = (await owner.query<{ n: number }>("SELECT max(sequence)::int AS n FROM audit_logs WHERE company_id = $1", [shop.companyId]))
      .rows[0]!.n;
    await superuser.query(`CREATE TEMP TABLE kept AS SELECT * FROM audit_logs WHERE company_id = '${shop.companyId}'`);
    let seed = 20261121;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const edits = [
      "action = 'thing.undone'",
      "user_id = gen_random_uuid()",
      `new_values = '{"at": -1}'`,
      "new_values = NULL",
      "ip_address = '203.0.113.77'",
      "success = NOT success",
      "created_at = created_at + interval '1 millisecond'",
      "resource_id = gen_random_uuid()",
      "correlation_id = 'another'",
      "gdpr_basis = 'consent'",
      "hash = repeat('0', 64)",
      "previous_hash = repeat('0', 64)",
      "id = gen_random_uuid()",
    ];
    const kinds = ["edit", "rehash", "delete", "insert", "swap", "cut"] as const;
    const found = new Map<string, number>();
    for (let round = 0; round < mutations; round++) {
      const kind = kinds[round % kinds.length]!;
      const at = 1 + random(end - 1);
      const where = "WHERE company_id = $1 AND sequence = $2";
      let named: Array<number> = [at];
      if (kind === "edit") await tamper(`UPDATE audit_logs SET ${edits[random(edits.length)]} ${where}`, [shop.companyId, at]);
      if (kind === "rehash") {
        await tamper(`UPDATE audit_logs SET action = 'thing.undone' ${where}`, [shop.companyId, at]);
        await superuser.query("SET timezone = 'UTC'");
        await tamper(`UPDATE audit_logs a SET hash = app.link_hash(previous_hash, to_jsonb(a)) ${where}`, [shop.companyId, at]);
      }
      if (kind === "delete") await tamper(`DELETE FROM audit_logs ${where}`, [shop.companyId, at]);
      if (kind === "insert") {
        await tamper(
          `INSERT INTO audit_logs (id, company_id, sequence, action, previous_hash, hash, created_at)
         SELECT gen_random_uuid(), company_id, sequence, 'thing.forged', previous_hash, encode(sha256(gen_random_uuid()::text::bytea), 'hex'), created_at + interval '1 millisecond' FROM audit_logs ${where}`,
          [shop.companyId, at],
        );
      }
      if (kind === "swap") {
        const other = 1 + ((at + random(end - 2)) % end);
        const [low, high] = [Math.min(at, other), Math.max(at, other)];
        if (low === high) continue;
        named = [low];
        await tamper(
          "UPDATE audit_logs SET sequence = CASE sequence WHEN $2 THEN $3 ELSE $2 END, created_at = created_at + interval '1 second' WHERE company_id = $1 AND sequence IN ($2::bigint, $3::bigint)",
          [shop.companyId, low, high],
        );
      }
      if (kind === "cut") await tamper("DELETE FROM audit_logs WHERE company_id = $1 AND sequence >= $2", [shop.companyId, at]);
      const fault = await faultOf(shop);
      expect(fault, `round ${round}: ${kind} at ${at}`).not.toBeNull();
      expect(named, `round ${round}: ${kind} at ${at} said ${JSON.stringify(fault)}`).toContain(fault!.sequence);
      found.set(kind, (found.get(kind) ?? 0) + 1);
      await tamper("DELETE FROM audit_logs WHERE company_id = $1", [shop.companyId]);
      await tamper("INSERT INTO audit_logs SELECT * FROM kept WHERE company_id = $1", [shop.companyId]);
    }
    expect([...found.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(mutations * 0.95);
    expect(await faultOf(shop)).toBeNull();
  },
);
