import { randomBytes } from "node:crypto";
import { env } from "../env.server";
import { decrypt, encrypt, keyIdOf, VaultError } from "./cipher";

/** Key-encryption keys by their id. The first of the ring wraps; each of them opens. */
interface Ring {
  current: string;
  keys: ReadonlyMap<string, Buffer>;
}

let read: { text: string | undefined; ring: Ring } | undefined;

/** @throws VaultError with a line that says what is missing or wrong in ENCRYPTION_KEYS */
export function keyRing(text = env().ENCRYPTION_KEYS): Ring {
  if (!read || read.text !== text) read = { text, ring: readRing(text) };
  return read.ring;
}

function readRing(text: string | undefined): Ring {
  if (!text)
    throw new VaultError(
      'Set ENCRYPTION_KEYS, for instance to "v1:$(openssl rand -base64 32)": it wraps the keys that secrets are kept under.',
    );
  const keys = new Map<string, Buffer>();
  for (const [at, entry] of text.split(",").entries()) {
    const [, id, base64] = /^\s*([\w-]{1,20}):([A-Za-z0-9+/_-]+=*)\s*$/.exec(entry) ?? [];
    const key = Buffer.from(base64 ?? "", "base64");
    if (!id || key.length !== 32)
      throw new VaultError(`ENCRYPTION_KEYS, entry ${at + 1}: write <id>:<base64 of 32 bytes>, entries apart by commas.`);
    if (keys.has(id)) throw new VaultError(`ENCRYPTION_KEYS names key “${id}” twice.`);
    keys.set(id, key);
  }
  return { current: [...keys.keys()][0]!, keys };
}

/** Whose secrets a data key is for. */
export type Scope = { companyId: string } | { userId: string };

const placeOf = (scope: Scope, rowId: string) => ({
  ...scope,
  table: "companyId" in scope ? "data_keys" : "user_data_keys",
  column: "wrapped",
  rowId,
});

/** A new data key of 32 random bytes, and the form in which it is kept. */
export function newDataKey(scope: Scope, rowId: string): { key: Buffer; wrapped: string } {
  const key = randomBytes(32);
  return { key, wrapped: wrap(scope, rowId, key) };
}

export function wrap(scope: Scope, rowId: string, key: Buffer): string {
  const { current, keys } = keyRing();
  return encrypt(keys.get(current)!, current, placeOf(scope, rowId), key);
}

/** @throws VaultError when the ring lacks the key that wrapped it, or holds another under its name */
export function unwrap(scope: Scope, rowId: string, wrapped: string): Buffer {
  const keyId = keyIdOf(wrapped);
  const key = keyRing().keys.get(keyId);
  if (!key)
    throw new VaultError(
      `ENCRYPTION_KEYS holds no key “${keyId}”, which data keys are wrapped with. Add it behind the others, or restore it.`,
    );
  try {
    return decrypt(key, placeOf(scope, rowId), wrapped);
  } catch {
    throw new VaultError(`Key “${keyId}” of ENCRYPTION_KEYS is not the one that wrapped data key ${rowId}.`);
  }
}
