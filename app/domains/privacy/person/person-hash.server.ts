import { createHmac } from "node:crypto";
import { sessionSecret } from "~/platform/env.server";

/** How a person is reached: every address and number that is known to be his. Missing ones count for nothing. */
export interface Person {
  emails: ReadonlyArray<string | null | undefined>;
  phones: ReadonlyArray<string | null | undefined>;
}

/**
 * The keyed digest of an address (lower-cased e-mail or E.164), hex. The company is in it, so that nobody can tell from two companies'
 * ledgers that they know the same person; the secret is in it, so that nobody who has the table can try all phone numbers.
 */
export function addressHash(companyId: string, kind: "email" | "phone", address: string): string {
  return createHmac("sha256", sessionSecret()).update(`person:${companyId}:${kind}:${address.trim().toLowerCase()}`).digest("hex");
}

/** The digests of all that a person is reached by, without doubles. */
export function personHashes(companyId: string, { emails, phones }: Person): Array<string> {
  const of = (kind: "email" | "phone", addresses: Person["emails"]) =>
    addresses.filter((address) => !!address?.trim()).map((address) => addressHash(companyId, kind, address!));
  return [...new Set([...of("email", emails), ...of("phone", phones)])];
}
