import { createHmac, timingSafeEqual } from "node:crypto";
import { env, sessionSecret } from "~/platform/env.server";

/** Where a company's chain stood at a moment. */
export interface Anchor {
  companyId: string;
  chain: string;
  sequence: string;
  hash: string;
  /** ISO, to the millisecond. */
  createdAt: string;
}
export interface SignedAnchor extends Anchor {
  signature: string;
}

/** The key that anchors are signed with: AUDIT_ANCHOR_KEY, else one derived from SESSION_SECRET. The database never sees it. */
const key = () => env().AUDIT_ANCHOR_KEY ?? createHmac("sha256", sessionSecret()).update("essor audit anchors").digest();

const signatureOf = ({ companyId, chain, sequence, hash, createdAt }: Anchor) =>
  createHmac("sha256", key()).update([companyId, chain, sequence, hash, createdAt].join("|")).digest("hex");

export const signAnchor = (anchor: Anchor): SignedAnchor => ({ ...anchor, signature: signatureOf(anchor) });

export function isSignedByUs(anchor: SignedAnchor): boolean {
  const [given, wanted] = [Buffer.from(anchor.signature), Buffer.from(signatureOf(anchor))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

type Keep = (anchors: Array<SignedAnchor>) => Promise<unknown>;
let elsewhere: Keep | undefined;

/** A second place for anchors, out of the database's reach; the server sets it where AUDIT_ANCHOR_FILE names a file. */
export const keepAnchorsElsewhere = (keep: Keep | undefined) => void (elsewhere = keep);
export const alsoKeep = (anchors: Array<SignedAnchor>) => elsewhere?.(anchors);
