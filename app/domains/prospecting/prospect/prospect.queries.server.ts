import { customFieldsJson } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { Prisma } from "~/generated/prisma/client";
import type { ProspectSource, ProspectStatus } from "~/generated/prisma/enums";
import type { CustomValues } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { courtingSql } from "../tender/tender.queries.server";
import type { CompetitiveFacts, TenderFacts } from "../tender/tender.rules";
import { type UndoableMerge, undoableMergesJson } from "../duplicate/duplicate.queries.server";
import { emailCheckFrom, type KnownOfEmail, knownOfEmailSql } from "../email-check/email-check.queries.server";
import { type EnrichmentBeside, enrichmentBesideSql } from "../enrichment/enrichment.queries.server";
import { isEmptyFilter, type ProspectFilter, withoutPart } from "./prospect-filter.schema";
import type { BantBreakdown, BantGoal } from "../bant/bant.rules";
import type { AiReason } from "../score/model/ai-score.rules";
import type { ScoreReason } from "../score/score-prospect.rules";
import { keysetPages } from "../list/keyset-pages.server";
import { sortKey } from "../list/list-keys.server";
import { type Cursor, listSortOf, type ProspectSort } from "./prospect-sort.rules";
import type { SavedView } from "../view/saved-view.schema";
import { prospectWhere, withinReach } from "./prospect-where.server";

/** A line of the list: what it shows, no more. */
export interface ProspectRow {
  id: string;
  organizationName: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  city: string | null;
  department: string | null;
  status: ProspectStatus;
  leadScore: number;
  /** What weighs most. */
  firstReason: ScoreReason | null;
  lastActivityAt: Date | null;
}

/** A page of prospects for what reads them by program. One statement. */
export async function listProspects(
  ctx: CompanyCtx,
  { filter, sort, cursor, take = 50 }: { filter: ProspectFilter; sort: ProspectSort; cursor: Cursor | null; take?: number },
) {
  // The best matches of a search are the first page of the list by score: no need to look at the others.
  const searchAtMost = sort === "score" && !cursor && isEmptyFilter(withoutPart(filter, "q")) ? take + 1 : undefined;
  const [page] = await keysetPages<ProspectRow & { key: string | null }>(ctx, {
    select: Prisma.sql`p.id, p.organization_name AS "organizationName", p.first_name AS "firstName", p.last_name AS "lastName", p.email, p.phone, p.city, p.department,
      p.status::text AS status, p.lead_score AS "leadScore", p.score_reasons -> 0 AS "firstReason", p.last_activity_at AS "lastActivityAt"`,
    key: sortKey(listSortOf(sort), []),
    slices: [{ where: Prisma.sql`${await prospectWhere(ctx, filter, searchAtMost)}${withinReach(ctx)}`, cursor }],
    take,
  });
  return { ...page!, rows: page!.rows.map(({ key: _, ...row }): ProspectRow => row) };
}

/** Searches stop counting here; everything else is counted exactly. */
export const searchCountCap = 10_000;

/** How many match. `capped`: there are more than `count`, which then is the cap. */
export async function countProspects(ctx: CompanyCtx, filter: ProspectFilter): Promise<{ count: number; capped: boolean }> {
  const { beside: _, ...counted } = await countBeside(ctx, filter, Prisma.sql`NULL`);
  return counted;
}

/** The count, the views of the list that the reader keeps or that are shared with him, by name, and the company's own fields: one statement for all. */
export async function countWithViews(ctx: CompanyCtx, filter: ProspectFilter) {
  const mine = Prisma.sql`v.user_id = ${ctx.actor.kind === "user" ? ctx.actor.id : null}::uuid`;
  const { beside, ...total } = await countBeside<{ views: Array<SavedView>; custom: Array<CustomFieldFacts> }>(
    ctx,
    filter,
    Prisma.sql`json_build_object('custom', ${customFieldsJson(ctx, "prospect")}, 'views', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'query', v.query, 'isShared', v.is_shared, 'isPinned', v.is_pinned,
      'isMine', ${mine}) ORDER BY v.name, v.id), '[]') FROM saved_views v WHERE ${mine} OR v.is_shared))`,
  );
  return { total, ...beside };
}

async function countBeside<T>(
  ctx: CompanyCtx,
  filter: ProspectFilter,
  beside: Prisma.Sql,
): Promise<{ count: number; capped: boolean; beside: T }> {
  const { db } = ctx;
  const searchOnly = filter.q !== undefined && isEmptyFilter(withoutPart(filter, "q"));
  const [row] = searchOnly
    ? await db.$queryRaw<
        Array<{ count: number; beside: T }>
      >`SELECT count(*)::int AS count, ${beside} AS beside FROM app.search_prospects(${filter.q}, ${searchCountCap + 1}::int)`
    : await db.$queryRaw<
        Array<{ count: number; beside: T }>
      >`SELECT count(*)::int AS count, ${beside} AS beside FROM prospects p WHERE ${await prospectWhere(ctx, filter)}${withinReach(ctx)}`;
  const { count, beside: held } = row!;
  return searchOnly && count > searchCountCap
    ? { count: searchCountCap, capped: true, beside: held }
    : { count, capped: false, beside: held };
}

/** Everything known of a prospect, with where it came from; null when it is not (or no longer) one of the company's. */
export const getProspect = (ctx: CompanyCtx, id: string) => readProspect<ProspectRecord>(ctx, id);

/** The same and what stands beside it on its page: the company's own fields, what is known of its address, the merges to undo. One statement. */
export async function getProspectForPage(ctx: CompanyCtx, id: string) {
  const row = await readProspect<
    ProspectRecord & EnrichmentBeside & { ownFields: Array<CustomFieldFacts>; known: KnownOfEmail; merges: Array<UndoableMerge> } & Courting
  >(
    ctx,
    id,
    Prisma.sql`, ${customFieldsJson(ctx, "prospect")} AS "ownFields", ${knownOfEmailSql} AS known, ${undoableMergesJson(ctx)} AS merges, ${courtingSql(ctx.now)}, ${enrichmentBesideSql}`,
  );
  if (!row) return null;
  const { known, merges, values, lastRun, ...prospect } = row;
  return { prospect: { ...prospect, emailCheck: emailCheckFrom(prospect.email, known) }, merges, enrichment: { values, lastRun } };
}

/** Its tenders and what is known of competitors, on the company’s own day. */
interface Courting {
  tenders: Array<TenderFacts>;
  competitiveNotes: Array<CompetitiveFacts>;
  today: string;
}

async function readProspect<Row>({ db }: CompanyCtx, id: string, beside = Prisma.empty): Promise<Row | null> {
  const [row] = await db.$queryRaw<Array<Row>>`
    SELECT p.id, p.status::text AS status, p.first_name AS "firstName", p.last_name AS "lastName", p.job_title AS "jobTitle", p.organization_name AS "organizationName",
      p.email, p.phone, p.mobile, p.siret, p.street, p.postal_code AS "postalCode", p.city, p.department, p.country_code AS "countryCode",
      p.website_url AS "websiteUrl", p.linkedin_url AS "linkedinUrl", p.language, p.notes, p.naf_code AS "nafCode", p.description, p.tags, p.custom_fields AS "customFields",
      p.lead_score AS "leadScore", p.score_reasons AS "scoreReasons", p.scored_at AS "scoredAt", p.fit_score AS "fitScore", p.intent_score AS "intentScore",
      p.engagement_score AS "engagementScore", p.budget_score AS "budgetScore", p.ai_score AS "aiScore", p.ai_reasons AS "aiReasons",
      p.bant_score AS "bantScore", p.bant_breakdown AS "bantBreakdown",
      (SELECT jsonb_build_object('campaign', c.name, 'threshold', c.bant_threshold) FROM campaign_recipients cr JOIN campaigns c ON c.company_id = cr.company_id AND c.id = cr.campaign_id
        WHERE cr.company_id = p.company_id AND cr.prospect_id = p.id ORDER BY cr.created_at DESC LIMIT 1) AS "bantGoal",
      p.source::text AS source, p.source_detail AS "sourceDetail", p.legal_basis::text AS "legalBasis", p.import_run_id AS "importRunId", p.import_line_number AS "importLineNumber",
      p.last_contacted_at AS "lastContactedAt", p.last_activity_at AS "lastActivityAt", p.created_at AS "createdAt",
      r.file_name AS "importFileName", nullif(concat_ws(' ', u.first_name, u.last_name), '') AS "createdByName"${beside}
    FROM prospects p
    LEFT JOIN import_runs r ON r.company_id = p.company_id AND r.id = p.import_run_id
    LEFT JOIN users u ON u.id = p.created_by_id
    WHERE p.id = ${id}::uuid AND p.deleted_at IS NULL`;
  return row ?? null;
}

export interface ProspectRecord {
  id: string;
  status: ProspectStatus;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  organizationName: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  siret: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  department: string | null;
  countryCode: string | null;
  websiteUrl: string | null;
  linkedinUrl: string | null;
  language: string | null;
  notes: string | null;
  nafCode: string | null;
  description: string | null;
  tags: Array<string>;
  customFields: CustomValues;
  leadScore: number;
  scoreReasons: Array<ScoreReason>;
  scoredAt: Date | null;
  fitScore: number;
  intentScore: number;
  engagementScore: number;
  budgetScore: number;
  aiScore: number | null;
  aiReasons: Array<AiReason> | null;
  bantScore: number | null;
  bantBreakdown: BantBreakdown | null;
  /** The last campaign it was taken into, and the BANT score that one asks for. */
  bantGoal: BantGoal | null;
  source: ProspectSource;
  sourceDetail: string | null;
  legalBasis: "legitimate_interest" | "consent" | "contract";
  importRunId: string | null;
  importLineNumber: number | null;
  lastContactedAt: Date | null;
  lastActivityAt: Date | null;
  createdAt: Date;
  importFileName: string | null;
  createdByName: string | null;
}

/** Whether there is anybody at all. */
export async function hasProspects({ db }: CompanyCtx): Promise<boolean> {
  const [row] = await db.$queryRaw<
    Array<{ found: boolean }>
  >`SELECT EXISTS (SELECT 1 FROM prospects p WHERE p.deleted_at IS NULL) AS found`;
  return row!.found;
}
