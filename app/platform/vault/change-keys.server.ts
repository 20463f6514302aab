import type { ClientBase } from "pg";
import { uuidv7 } from "../ids";
import { decrypt, encrypt, keyIdOf } from "./cipher";
import { keyRing, newDataKey, type Scope, unwrap, wrap } from "./key-ring.server";
import { sealedColumns } from "./sealed-columns";

/** The owner's connection: keys are changed for all companies and people, while the product runs. */
export type Owner = Pick<ClientBase, "query">;

const scopes = [
  { table: "data_keys", owner: "company_id", of: (id: string): Scope => ({ companyId: id }) },
  { table: "user_data_keys", owner: "user_id", of: (id: string): Scope => ({ userId: id }) },
] as const;

const batch = 500;

/**
 * Wraps every data key by the first key of the ring. Fast: nothing that was sealed is touched. Each row is one statement that holds
 * only where nobody else was quicker, so that it may be stopped and begun again at any moment.
 * @returns how many were wrapped anew
 */
export async function rewrapDataKeys(owner: Owner): Promise<number> {
  const { current } = keyRing();
  let done = 0;
  for (const { table, owner: holder, of } of scopes)
    for (;;) {
      const { rows } = await owner.query<{ id: string; holder: string; wrapped: string }>(
        `SELECT id, ${holder} AS holder, wrapped FROM ${table} WHERE split_part(wrapped, '.', 2) <> $1 ORDER BY id LIMIT ${batch}`,
        [current],
      );
      if (rows.length === 0) break;
      for (const { id, holder, wrapped } of rows) {
        const again = wrap(of(holder), id, unwrap(of(holder), id, wrapped));
        const { rowCount } = await owner.query(`UPDATE ${table} SET wrapped = $3 WHERE id = $1 AND wrapped = $2`, [id, wrapped, again]);
        done += rowCount ?? 0;
      }
    }
  return done;
}

/**
 * Gives every company and person a new data key and seals each of their secrets again. Begun again after a stop, it goes on with the keys
 * that were given: new ones come only when no old one is left. Meanwhile both open.
 * @returns `kept`: old keys that a text of the last moment still needs, for the next time
 */
export async function renewDataKeys(owner: Owner): Promise<{ given: number; sealed: number; discarded: number; kept: number }> {
  const given = (await oldKeys(owner)).length > 0 ? 0 : await giveNewKeys(owner);
  let sealed = 0;
  for (const column of sealedColumns) sealed += await sealAgain(owner, column);
  const old = await oldKeys(owner);
  let discarded = 0;
  for (const key of old) if (await discard(owner, key)) discarded += 1;
  return { given, sealed, discarded, kept: old.length - discarded };
}

/** All at once or not at all: a stop leaves nobody without a key. */
async function giveNewKeys(owner: Owner): Promise<number> {
  await owner.query("BEGIN");
  try {
    let given = 0;
    for (const { table, owner: holder, of } of scopes) {
      const { rows } = await owner.query<{ holder: string }>(
        `UPDATE ${table} SET retired_at = now() WHERE retired_at IS NULL RETURNING ${holder} AS holder`,
      );
      for (const row of rows) {
        const id = uuidv7();
        await owner.query(`INSERT INTO ${table} (id, ${holder}, wrapped) VALUES ($1, $2, $3)`, [
          id,
          row.holder,
          newDataKey(of(row.holder), id).wrapped,
        ]);
      }
      given += rows.length;
    }
    await owner.query("COMMIT");
    return given;
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

type Column = (typeof sealedColumns)[number];
const keysOf = ({ owner: holder }: Column) => (holder === "company_id" ? scopes[0] : scopes[1]);

async function sealAgain(owner: Owner, column: Column): Promise<number> {
  const { table, column: name, owner: holder } = column;
  const { table: keys, owner: keyHolder, of } = keysOf(column);
  const opened = new Map<string, Buffer>();
  const keyOf = (scope: Scope, id: string, wrapped: string) => {
    if (!opened.has(id)) opened.set(id, unwrap(scope, id, wrapped));
    return opened.get(id)!;
  };
  let done = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const { rows } = await owner.query<Record<"id" | "holder" | "sealed" | "oldWrapped" | "newId" | "newWrapped", string>>(
      `SELECT t.id, t.${holder} AS holder, t.${name} AS sealed, old.wrapped AS "oldWrapped", new.id AS "newId", new.wrapped AS "newWrapped"
       FROM ${table} t JOIN ${keys} old ON old.id::text = split_part(t.${name}, '.', 2) AND old.retired_at IS NOT NULL
       JOIN ${keys} new ON new.${keyHolder} = t.${holder} AND new.retired_at IS NULL
       WHERE t.id > $1 ORDER BY t.id LIMIT ${batch}`,
      [after],
    );
    for (const { id, holder, sealed, oldWrapped, newId, newWrapped } of rows) {
      const place = { ...of(holder), table, column: name, rowId: id };
      const plain = decrypt(keyOf(of(holder), keyIdOf(sealed), oldWrapped), place, sealed);
      const again = encrypt(keyOf(of(holder), newId, newWrapped), newId, place, plain);
      const { rowCount } = await owner.query(`UPDATE ${table} SET ${name} = $3 WHERE id = $1 AND ${name} = $2`, [id, sealed, again]);
      done += rowCount ?? 0;
    }
    if (rows.length < batch) return done;
    after = rows.at(-1)!.id;
  }
}

interface OldKey {
  table: (typeof scopes)[number]["table"];
  id: string;
}

async function oldKeys(owner: Owner): Promise<Array<OldKey>> {
  const { rows } = await owner.query<OldKey>(
    scopes.map(({ table }) => `SELECT '${table}' AS table, id FROM ${table} WHERE retired_at IS NOT NULL`).join(" UNION ALL "),
  );
  return rows;
}

/** Waits for whoever still seals with it, then looks whether any text names it. */
async function discard(owner: Owner, { table, id }: OldKey): Promise<boolean> {
  const columns = sealedColumns.filter((column) => keysOf(column).table === table);
  await owner.query("BEGIN");
  try {
    await owner.query(`SELECT id FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
    const { rows } = await owner.query<{ named: boolean }>(
      `SELECT ${columns.map((column) => `EXISTS (SELECT FROM ${column.table} WHERE ${column.column} LIKE 'v1.' || $1 || '.%')`).join(" OR ") || "false"} AS named`,
      columns.length > 0 ? [id] : [],
    );
    if (!rows[0]!.named) await owner.query(`DELETE FROM ${table} WHERE id = $1`, [id]);
    await owner.query("COMMIT");
    return !rows[0]!.named;
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

/** How many data keys each key of the ring wraps, by its id; those that the ring lacks too. */
export async function wrappedBy(owner: Owner): Promise<Array<{ keyId: string; dataKeys: number }>> {
  const { rows } = await owner.query<{ keyId: string; dataKeys: number }>(
    `SELECT split_part(wrapped, '.', 2) AS "keyId", count(*)::int AS "dataKeys"
     FROM (${scopes.map(({ table }) => `SELECT wrapped FROM ${table}`).join(" UNION ALL ")}) w GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}
