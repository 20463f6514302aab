import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Why a text could not be opened: for whoever runs the product. Names keys by their ids, never by what they are. */
export class VaultError extends Error {
  override name = "VaultError";
}

/** Where a sealed text lies. It opens there and nowhere else. */
export type Place = ({ companyId: string } | { userId: string }) & { table: string; column: string; rowId: string };

const placeBytes = (place: Place) =>
  Buffer.from(["companyId" in place ? place.companyId : place.userId, place.table, place.column, place.rowId].join("|"), "utf8");

/** AES-256-GCM with a nonce of 96 random bits, bound to its place: v1.<key id>.<nonce>.<ciphertext>.<tag>, parts in base64url. */
export function encrypt(key: Buffer, keyId: string, place: Place, plain: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(placeBytes(place));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return ["v1", keyId, ...[nonce, text, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** The id of the key that a sealed text was made with. @throws VaultError when it is no sealed text */
export function keyIdOf(sealed: string): string {
  return partsOf(sealed).keyId;
}

/** @throws VaultError when the key, the place or a single bit is another than it was */
export function decrypt(key: Buffer, place: Place, sealed: string): Buffer {
  const { keyId, nonce, text, tag } = partsOf(sealed);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 }).setAAD(placeBytes(place));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw new VaultError(
      `${place.table}.${place.column} of ${place.rowId} does not open with key ${keyId}: altered, moved here from elsewhere, or the key is not the one it was sealed with.`,
    );
  }
}

const form = /^v1\.([\w-]{1,64})\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/;

function partsOf(sealed: string) {
  const [, keyId, nonce, text, tag] = form.exec(sealed) ?? [];
  if (!keyId || !nonce || text === undefined || !tag) throw new VaultError("What lies there is no sealed text.");
  return { keyId, nonce: bytes(nonce), text: bytes(text), tag: bytes(tag) };
}

const bytes = (text: string) => Buffer.from(text, "base64url");
