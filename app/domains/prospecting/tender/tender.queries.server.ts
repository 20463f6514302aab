import { Prisma } from "~/generated/prisma/client";
import { dayOfCompany } from "~/domains/catalogue/price/prices.queries.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { daysAfter, soonDays, type TenderFacts, type TenderView } from "./tender.rules";

const pageSize = 50;

/** The company's own day at a moment: deadlines are days of its calendar. For alias `p`. */
const dayHere = (now: Date) =>
  Prisma.sql`(SELECT (${now}::timestamptz AT TIME ZONE c.timezone)::date FROM companies c WHERE c.id = p.company_id)`;

/**
 * Beside a prospect `p` in the statement that reads it: its tenders, open ones first by their deadline, its notes on competitors, those that
 * hold first, and the company's own day.
 */
export const courtingSql = (now: Date): Prisma.Sql => Prisma.sql`
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'title', t.title, 'url', t.url, 'source', t.source, 'deadline', t.deadline, 'notes', t.notes)
    ORDER BY t.deadline < ${dayHere(now)}, t.deadline, t.id), '[]') FROM tenders t WHERE t.company_id = p.company_id AND t.prospect_id = p.id) AS tenders,
  (SELECT coalesce(json_agg(json_build_object('id', n.id, 'competitor', n.competitor, 'content', n.content, 'url', n.url, 'source', n.source, 'expiresOn', n.expires_on)
    ORDER BY n.expires_on < ${dayHere(now)} IS TRUE, n.created_at DESC), '[]') FROM competitive_notes n WHERE n.company_id = p.company_id AND n.prospect_id = p.id) AS "competitiveNotes",
  ${dayHere(now)}::text AS today`;

/** The title of the tender of a prospect `p` that closes first and can still be answered. */
export const openTenderSql = (now: Date): Prisma.Sql => Prisma.sql`
  (SELECT t.title FROM tenders t WHERE t.company_id = p.company_id AND t.prospect_id = p.id AND t.deadline >= ${dayHere(now)} ORDER BY t.deadline, t.id LIMIT 1)`;

export interface TenderRow extends Omit<TenderFacts, "notes"> {
  prospectId: string;
  prospectName: string;
}

/** Where a page of tenders goes on: the deadline and the id of the last one seen. */
export const tenderPlace = ({ deadline, id }: { deadline: string; id: string }) => `${deadline}_${id}`;

export function readTenderPlace(text: string | null): { deadline: string; id: string } | null {
  const [, deadline, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/i.exec(text ?? "") ?? [];
  return deadline && id && !Number.isNaN(Date.parse(deadline)) ? { deadline, id } : null;
}

/** Tenders of prospects that are there, by their deadline: those still open, those that close soon, or, the last first, those that are over. */
export async function listTenders(
  ctx: CompanyCtx,
  { view, after }: { view: TenderView; after: { deadline: string; id: string } | null },
): Promise<{ rows: Array<TenderRow>; next: string | null; today: string }> {
  const today = await dayOfCompany(ctx);
  const isOver = view === "over";
  const which = isOver
    ? Prisma.sql`t.deadline < ${today}::date`
    : view === "soon"
      ? Prisma.sql`t.deadline BETWEEN ${today}::date AND ${daysAfter(today, soonDays)}::date`
      : Prisma.sql`t.deadline >= ${today}::date`;
  const place = after
    ? isOver
      ? Prisma.sql`AND (t.deadline, t.id) < (${after.deadline}::date, ${after.id}::uuid)`
      : Prisma.sql`AND (t.deadline, t.id) > (${after.deadline}::date, ${after.id}::uuid)`
    : Prisma.empty;
  const order = isOver ? Prisma.sql`t.deadline DESC, t.id DESC` : Prisma.sql`t.deadline, t.id`;
  const rows = await ctx.db.$queryRaw<Array<TenderRow>>`
    SELECT t.id, t.title, t.url, t.source, t.deadline::text AS deadline, p.id AS "prospectId",
      coalesce(p.organization_name, nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email, p.phone, p.mobile, '') AS "prospectName"
    FROM tenders t JOIN prospects p ON p.company_id = t.company_id AND p.id = t.prospect_id AND p.deleted_at IS NULL
    WHERE t.company_id = ${ctx.companyId}::uuid AND ${which} ${place} ORDER BY ${order} LIMIT ${pageSize + 1}::int`;
  const shown = rows.slice(0, pageSize);
  return { rows: shown, next: rows.length > pageSize ? tenderPlace(shown.at(-1)!) : null, today };
}
