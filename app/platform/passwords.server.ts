import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { env } from "./env.server";

/** What a guess costs. Each hash carries its own, so a higher one takes effect with the next password. */
const cost = () => ({ N: env().SCRYPT_COST, r: 8, p: 1 });

function derive(password: string, salt: Buffer, { N, r, p } = cost()): Promise<Buffer> {
  return new Promise((done, fail) =>
    scrypt(password.normalize("NFKC"), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error ? fail(error) : done(key))),
  );
}

/** scrypt$N$r$p$salt$key. node:crypto alone, so that the edge bundle holds no native addon. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  const { N, r, p } = cost();
  return ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Takes as long for an unknown account (no hash) as for a known one. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt, key] = (stored ?? decoy()).split("$");
  const wanted = Buffer.from(key!, "base64url");
  const found = await derive(password, Buffer.from(salt!, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(found, wanted) && stored !== null;
}

/** Stands in for the hash of nobody: as costly as a new one, and of no password. */
function decoy() {
  const { N, r, p } = cost();
  return ["scrypt", N, r, p, Buffer.alloc(16).toString("base64url"), Buffer.alloc(32).toString("base64url")].join("$");
}
