import type { Db } from "../db.server";
import { uuidv7 } from "../ids";
import { decrypt, encrypt, keyIdOf, type Place, VaultError } from "./cipher";
import { newDataKey, type Scope, unwrap } from "./key-ring.server";

/**
 * Secrets at rest. Each company, and each person for what is his own, has a data key; it seals texts by AES-256-GCM and is itself kept
 * wrapped by a key of ENCRYPTION_KEYS, which the database never sees. Ask inside the transaction that reads or writes the row:
 *
 *   const id = uuidv7();
 *   await ctx.db.serviceKey.create({ data: { id, encryptedValue: await seal(ctx, { companyId, table: "service_keys", column: "encrypted_value", rowId: id }, value) } });
 *
 * A person's own secrets go by `{ userId, table, column, rowId }`, inside `asUser`. A new sealed column stands in sealed-columns.ts, or
 * a change of keys would pass it by.
 */
export async function seal({ db }: { db: Db }, place: Place, plain: string): Promise<string> {
  const { id, key } = await currentKey(db, scopeOf(place));
  return encrypt(key, id, place, Buffer.from(plain, "utf8"));
}

/** @throws VaultError when it was altered or moved, or the ring lacks the key */
export async function open({ db }: { db: Db }, place: Place, sealed: string): Promise<string> {
  const scope = scopeOf(place);
  const id = keyIdOf(sealed);
  const row =
    "companyId" in scope
      ? await db.dataKey.findFirst({ where: { companyId: scope.companyId, id }, select: { wrapped: true } })
      : await db.userDataKey.findFirst({ where: { userId: scope.userId, id }, select: { wrapped: true } });
  if (!row)
    throw new VaultError(`${place.table}.${place.column} of ${place.rowId} was sealed with data key ${id}, which is not of this place.`);
  return decrypt(unwrap(scope, id, row.wrapped), place, sealed).toString("utf8");
}

const scopeOf = (place: Place): Scope => ("companyId" in place ? { companyId: place.companyId } : { userId: place.userId });

/**
 * The data key that seals now, made at first use. It is held until the transaction ends: a change of keys discards an old one only when
 * no transaction may still write what it sealed. Of two that make the first one, the second waits and takes what the other made.
 */
async function currentKey(db: Db, scope: Scope): Promise<{ id: string; key: Buffer }> {
  const known = await readCurrent(db, scope);
  if (known) return known;
  const id = uuidv7();
  const { wrapped } = newDataKey(scope, id);
  if ("companyId" in scope)
    await db.$executeRaw`INSERT INTO data_keys (id, company_id, wrapped) VALUES (${id}::uuid, ${scope.companyId}::uuid, ${wrapped}) ON CONFLICT DO NOTHING`;
  else
    await db.$executeRaw`INSERT INTO user_data_keys (id, user_id, wrapped) VALUES (${id}::uuid, ${scope.userId}::uuid, ${wrapped}) ON CONFLICT DO NOTHING`;
  return (await readCurrent(db, scope))!;
}

async function readCurrent(db: Db, scope: Scope) {
  const [row] = await ("companyId" in scope
    ? db.$queryRaw<Array<{ id: string; wrapped: string }>>`
        SELECT id, wrapped FROM data_keys WHERE company_id = ${scope.companyId}::uuid AND retired_at IS NULL FOR KEY SHARE`
    : db.$queryRaw<Array<{ id: string; wrapped: string }>>`
        SELECT id, wrapped FROM user_data_keys WHERE user_id = ${scope.userId}::uuid AND retired_at IS NULL FOR KEY SHARE`);
  return row && { id: row.id, key: unwrap(scope, row.id, row.wrapped) };
}
