import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { scoreRulesChanged } from "./score.events.server";
import { rulesOf } from "./score-rules.queries.server";
import { overridesOf, rulesWith, type ScoreRules } from "./score-rules.schema";

interface Saved {
  /** The version that holds now. */
  version: number;
  /** False: these rules held already, and nothing was written. */
  isNew: boolean;
}

/**
 * Saves the company's rules as a new version; every score is then computed anew by a job. `withTasks`: who passes a threshold by this alone
 * gets its task too.
 * @param baseVersion the version the person began from
 * @throws AppError 'prospecting.score.changed_meanwhile': another version holds by now
 */
export async function saveRules(
  ctx: CompanyCtx,
  rules: ScoreRules,
  { baseVersion, withTasks = false }: { baseVersion: number; withTasks?: boolean },
): Promise<Saved> {
  const current = await rulesOf(ctx);
  if (current.version !== baseVersion) throw new AppError("prospecting.score.changed_meanwhile");
  return keep(ctx, current, rules, { withTasks, restoredFrom: null });
}

/**
 * Makes an earlier version hold again, 0 for ours: it is saved as a new one, so that this too can be undone.
 * @throws AppError 'prospecting.score.version_unknown' (404)
 */
export async function restoreRules(ctx: CompanyCtx, version: number): Promise<Saved> {
  const { db, companyId } = ctx;
  const earlier =
    version === 0
      ? { overrides: {} }
      : await db.scoreRuleSet.findUnique({ where: { companyId_version: { companyId, version } }, select: { overrides: true } });
  if (!earlier) throw new AppError("prospecting.score.version_unknown", { status: 404 });
  return keep(ctx, await rulesOf(ctx), rulesWith(earlier.overrides), { withTasks: false, restoredFrom: version });
}

async function keep(
  ctx: CompanyCtx,
  current: { version: number; rules: ScoreRules },
  rules: ScoreRules,
  { withTasks, restoredFrom }: { withTasks: boolean; restoredFrom: number | null },
): Promise<Saved> {
  const { db, companyId, actor, now } = ctx;
  const overrides = overridesOf(rules);
  const before = overridesOf(current.rules);
  if (JSON.stringify(sorted(overrides)) === JSON.stringify(sorted(before))) return { version: current.version, isNew: false };
  const version = current.version + 1;
  const id = uuidv7(now);
  const { count } = await db.scoreRuleSet.createMany({
    data: [{ id, companyId, version, overrides, restoredFrom, createdById: actor.kind === "user" ? actor.id : null, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) throw new AppError("prospecting.score.changed_meanwhile");
  ctx.emit(scoreRulesChanged.create({ companyId, version, withTasks }), id);
  const entry = { about: { type: "score_rules", id }, before, after: { ...overrides, version } };
  if (restoredFrom === null) ctx.audit({ action: "score_rules.changed", ...entry });
  else ctx.audit({ action: "score_rules.restored", ...entry });
  return { version, isNew: true };
}

const sorted = (value: unknown): unknown =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, sorted(one)]),
      )
    : value;
