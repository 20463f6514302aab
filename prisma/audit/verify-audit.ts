import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type pg from "pg";
import { isSignedByUs, type SignedAnchor } from "../../app/platform/audit/anchor.server";
import { type ChainEntry, type ChainFault, type ChainState, ChainWalk } from "../../app/platform/audit/verify-chain.rules";

const atOnce = 5000;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export interface Verified {
  companyId: string;
  entries: number;
  anchors: number;
  fault: ChainFault | null;
}

/** Companies with a chain, in the order of their ids. */
export async function companiesWithChain(owner: pg.ClientBase): Promise<Array<string>> {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT company_id AS id FROM chain_heads WHERE chain = 'audit' UNION SELECT company_id FROM chain_anchors WHERE chain = 'audit' UNION SELECT company_id FROM audit_logs ORDER BY 1",
  );
  return rows.map(({ id }) => id);
}

/**
 * Reads a company's chain from its first entry, the archive included, and says where it is broken first. Nothing that the database could
 * have been taught to say is asked of it: entries are hashed here. `outside` are the anchors of the file, where there is one.
 * The connection is the owner's, as nobody else sees the archive.
 */
export async function verifyChain(owner: pg.ClientBase, companyId: string, outside: Array<SignedAnchor> = []): Promise<Verified> {
  await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL timezone = 'UTC'");
  try {
    const source = await everyPart(owner);
    const walk = new ChainWalk(await stateOf(owner, source, companyId, outside), sha256);
    let [after, afterId] = ["-9223372036854775808", "00000000-0000-0000-0000-000000000000"];
    for (;;) {
      const { rows } = await owner.query<Row>(
        `SELECT entry ->> 'id' AS id, entry ->> 'sequence' AS sequence, entry ->> 'action' AS action, entry ->> 'previous_hash' AS "previousHash",
           entry ->> 'hash' AS hash, (entry ->> 'created_at')::timestamptz AS "createdAt", jsonb_strip_nulls(entry - ARRAY['hash', 'previous_hash'])::text AS text
         FROM (${source("(x.sequence, x.id) > ($2::bigint, $3::uuid)")} ORDER BY place, id LIMIT ${atOnce}) parts`,
        [companyId, after, afterId],
      );
      for (const row of rows) if (!walk.take({ ...row, sequence: Number(row.sequence), archived: null })) break;
      const last = rows.at(-1);
      if (walk.fault || rows.length < atOnce || !last) break;
      [after, afterId] = [last.sequence, last.id];
    }
    const fault = walk.end();
    const { rows: [counted] } = await owner.query<{ n: number }>("SELECT count(*)::int AS n FROM chain_anchors WHERE company_id = $1 AND chain = 'audit'", [companyId]); // prettier-ignore
    return { companyId, entries: walk.seen, anchors: counted!.n, fault };
  } finally {
    await owner.query("ROLLBACK");
  }
}

type Row = Omit<ChainEntry, "sequence" | "archived"> & { sequence: string };

/** The log and what lies of it in the archive, as one. */
async function everyPart(owner: pg.ClientBase) {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT format('archive.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'archive' AND tablename ~ '^audit_logs_[0-9]{6}$' ORDER BY 1",
  );
  return (condition: string) =>
    ["public.audit_logs", ...rows.map(({ name }) => name)]
      .map((name) => `SELECT to_jsonb(x) AS entry, x.sequence AS place, x.id FROM ${name} x WHERE x.company_id = $1 AND ${condition}`)
      .join(" UNION ALL ");
}

async function stateOf(
  owner: pg.ClientBase,
  source: (condition: string) => string,
  companyId: string,
  outside: Array<SignedAnchor>,
): Promise<ChainState> {
  const { rows: heads } = await owner.query<{ sequence: string; hash: string | null }>(
    "SELECT sequence, hash FROM chain_heads WHERE company_id = $1 AND chain = 'audit'",
    [companyId],
  );
  const { rows: kept } = await owner.query<SignedAnchor>(
    `SELECT company_id AS "companyId", chain, sequence::text AS sequence, hash, signature, to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"
     FROM chain_anchors WHERE company_id = $1 AND chain = 'audit'`,
    [companyId],
  );
  const { rows: notes } = await owner.query<{ from: number; to: number; previousHash: string | null; lastHash: string; at: Date }>(
    `SELECT (entry #>> '{new_values,from}')::float8 AS "from", (entry #>> '{new_values,to}')::float8 AS "to", entry #>> '{new_values,previousHash}' AS "previousHash",
       entry #>> '{new_values,lastHash}' AS "lastHash", (entry ->> 'created_at')::timestamptz AS at
     FROM (${source("x.action = 'audit.archived'")}) parts
     WHERE jsonb_typeof(entry #> '{new_values,from}') = 'number' AND jsonb_typeof(entry #> '{new_values,to}') = 'number'`,
    [companyId],
  );
  const [head] = heads;
  const anchors = [...kept, ...outside.filter((anchor) => anchor.companyId === companyId && anchor.chain === "audit")]
    .map((anchor) => ({
      sequence: Number(anchor.sequence),
      hash: anchor.hash,
      createdAt: new Date(anchor.createdAt),
      isSigned: isSignedByUs(anchor),
    }))
    .sort((one, other) => one.sequence - other.sequence);
  return { head: head ? { sequence: Number(head.sequence), hash: head.hash } : null, anchors, archived: notes };
}

/** The anchors of a file, one a line. */
export const anchorsOfFile = (file: string): Array<SignedAnchor> =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as SignedAnchor);
