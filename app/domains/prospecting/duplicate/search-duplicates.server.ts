import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { tidyHeap } from "~/platform/tight-heap.server";
import { blockDigests, BlockKeys, blockOrder, Blocks, enoughInCommon, isStrong } from "./block-records.rules";
import { findPairs, pairsAtOnce, readMatchRows, type ScoredPair, scorePairs, writePairs } from "./find-pairs.server";
import { IdList } from "./id-list.rules";
import { type MatchFacts, prepareRecord } from "./prepare-record.rules";

/** Prospects whose keys are held at once: more are searched in as many parts, each with a share of the keys that tell enough alone. */
const keysAtOnce = 200_000;
const readAtOnce = 2_000;
const scoreAtOnce = 300;
/** Lists that bring more are searched as a whole, not one by one. */
const fewAtMost = 300;

export const partsFor = (total: number) => Math.max(1, Math.ceil(total / keysAtOnce));

export const countSearched = (company: CompanyScope) => inCompany(company, ({ db }) => db.prospect.count({ where: { deletedAt: null } }));

/**
 * Searches all prospects for pairs under one share of their keys, and writes down those that hold. Memory is that of the share, some 40
 * bytes a key, and 40 a prospect: each record is read again when it is compared. With `importRunId` only pairs with a prospect of that list are compared.
 * @returns how many pairs hold
 */
export async function searchPart(
  company: CompanyScope,
  { part, parts, importRunId }: { part: number; parts: number; importRunId?: string },
): Promise<number> {
  const ids = new IdList();
  const keys = new BlockKeys();
  for (let after = ""; ;) {
    const rows = await inCompany(company, ({ db, companyId }) => readStretch(db, companyId, after));
    for (const { id, importRunId: from, ...facts } of rows) {
      const record = prepareRecord(facts);
      const digests = blockDigests(record);
      ids.add(id, !importRunId || from === importRunId);
      keys.add(parts === 1 ? digests : digests.filter((digest) => isStrong(digest) && (digest / 2) % parts === part), blockOrder(record));
    }
    tidyHeap();
    if (rows.length < readAtOnce) break;
    after = rows.at(-1)!.id;
  }
  const blocks = new Blocks(keys);
  let held = 0;
  let pairs: Array<[string, string]> = [];
  const neighbours = new Map<number, number>();
  const score = async () => {
    held += await inCompany(company, async (ctx) => writePairs(ctx, await scored(ctx, pairs), { importRunId }));
    pairs = [];
    tidyHeap();
  };
  for (let at = 0; at < ids.length; at++) {
    neighbours.clear();
    blocks.neighbours(at, neighbours);
    for (const [other, inCommon] of neighbours)
      if (inCommon >= enoughInCommon && (ids.isMarked(at) || ids.isMarked(other))) pairs.push([ids.at(at), ids.at(other)]);
    if (pairs.length >= scoreAtOnce) await score();
  }
  await score();
  return held;
}

async function scored(ctx: Parameters<typeof readMatchRows>[0], pairs: Array<[string, string]>): Promise<Array<ScoredPair>> {
  const rows = await readMatchRows(ctx, [...new Set(pairs.flat())]);
  return scorePairs(new Map(rows.map((row) => [row.id, prepareRecord(row)])), pairs);
}

type Stretch = MatchFacts & { id: string; importRunId: string | null };
type Db = Parameters<Parameters<typeof inCompany>[1]>[0]["db"];

const readStretch = (db: Db, companyId: string, after: string) =>
  db.$queryRaw<Array<Stretch>>`
    SELECT p.id, p.import_run_id AS "importRunId", p.first_name AS "firstName", p.last_name AS "lastName", p.organization_name AS "organizationName", p.email, p.phone, p.mobile,
      p.siret, p.street, p.postal_code AS "postalCode", p.city, p.website_url AS "websiteUrl", p.linkedin_url AS "linkedinUrl", p.custom_fields AS "customFields"
    FROM prospects p WHERE p.company_id = ${companyId}::uuid AND p.deleted_at IS NULL AND (${after} = '' OR p.id > nullif(${after}, '')::uuid)
    ORDER BY p.id LIMIT ${readAtOnce}::int`;

export interface SearchPlace {
  /** Next part of a whole search; or the last prospect that was looked at one by one. */
  part: number;
  after: string | null;
  isDone: boolean;
}

/**
 * Looks for the likes of what a list brought, for about `seconds`: one by one for a short list, all together for a long one.
 * A stretch that is repeated finds the same pairs.
 */
export async function searchImported(
  company: CompanyScope,
  { importRunId, place, seconds = 20 }: { importRunId: string; place?: SearchPlace; seconds?: number },
): Promise<SearchPlace> {
  const here = place ?? { part: 0, after: null, isDone: false };
  const brought = await inCompany(company, ({ db }) => db.prospect.count({ where: { importRunId, deletedAt: null } }));
  if (brought > fewAtMost) {
    const parts = partsFor(await countSearched(company));
    await searchPart(company, { part: here.part, parts, importRunId });
    return { ...here, part: here.part + 1, isDone: here.part + 1 >= parts };
  }
  const until = performance.now() + seconds * 1000;
  let after = here.after;
  do {
    const ids = await inCompany(company, async (ctx) => {
      const rows = await ctx.db.prospect.findMany({
        where: { importRunId, deletedAt: null, ...(after && { id: { gt: after } }) },
        orderBy: { id: "asc" },
        take: pairsAtOnce,
        select: { id: true },
      });
      await findPairs(
        ctx,
        rows.map(({ id }) => id),
        { importRunId },
      );
      return rows.map(({ id }) => id);
    });
    if (ids.length < pairsAtOnce) return { ...here, after, isDone: true };
    after = ids.at(-1)!;
  } while (performance.now() < until);
  return { ...here, after, isDone: false };
}
