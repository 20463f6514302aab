import { headsToAnchor, keepAnchors } from "~/platform/across.server";
import { alsoKeep, signAnchor } from "~/platform/audit/anchor.server";
import { now } from "~/platform/clock";

/**
 * Signs where the companies' audit chains stand and keeps that, in the database and, where a file is named, outside of it.
 * Called twice for one stand it keeps it once. @returns how many were looked at: fewer than `atMost` when none is left
 */
export async function anchorChains(atMost: number): Promise<number> {
  const heads = await headsToAnchor(atMost);
  if (heads.length === 0) return 0;
  const createdAt = now().toISOString();
  const anchors = heads.map((head) => signAnchor({ ...head, createdAt }));
  await alsoKeep(anchors);
  await keepAnchors(
    anchors.map(({ companyId, chain, sequence, hash, signature }) => ({
      company_id: companyId,
      chain,
      sequence,
      hash,
      signature,
      created_at: createdAt,
    })),
  );
  return heads.length;
}
