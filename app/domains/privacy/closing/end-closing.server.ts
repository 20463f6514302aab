import { Prisma } from "~/generated/prisma/client";
import { eraseCompany } from "~/platform/across.server";
import { now as readClock } from "~/platform/clock";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import type { Law } from "../catalogue/column-tags.rules";
import { personalData } from "../catalogue/personal-data";
import { emptyValues } from "../person/empty-values.server";
import { quoted } from "../person/person-rows.server";
import type { KeptByLaw } from "./closing.queries.server";
import { type ClosingStage, keptUntil, lawsAt, stageAt } from "./closing.rules";

/** Rows of one transaction. */
const atOnce = 20_000;

/** What a closing wants done now; 'waits' for one that is no more. */
export const stageOf = (company: CompanyScope, closingId: string): Promise<ClosingStage> =>
  inCompany(company, async ({ db, now }) => {
    const closing = await db.companyClosing.findFirst({ where: { id: closingId, cancelledAt: null } });
    return closing ? stageAt(now, closing) : "waits";
  });

/** The reminder has gone out: next comes the end. */
export const noteReminded = (company: CompanyScope, closingId: string) =>
  inCompany(company, async ({ db }) => {
    const { endsAt, endedAt } = await db.companyClosing.findUniqueOrThrow({ where: { id: closingId } });
    if (!endedAt) await db.companyClosing.updateMany({ where: { id: closingId, cancelledAt: null }, data: { nextAt: endsAt } });
  });

/** Erases the next rows of what no law keeps at this moment. @returns how many; 0: there are none left */
export async function eraseSome(company: CompanyScope, closingId: string): Promise<number> {
  const closing = await inCompany(company, ({ db, now }) =>
    db.companyClosing.findFirst({ where: { id: closingId, cancelledAt: null, endsAt: { lte: now } }, select: { endsAt: true } }),
  );
  return closing ? eraseCompany(closingId, lawsAt(readClock(), closing.endsAt), atOnce) : 0;
}

/**
 * After the last row that goes: what stays for the sake of what is kept is emptied of persons, and the certificate is written, with the
 * day on which the next law ends. A second time finds it so; of a company of which nothing stays there is nothing left to write on.
 */
export const sealClosing = (company: CompanyScope, closingId: string) =>
  inCompany(company, async (ctx) => {
    const { db, companyId, now } = ctx;
    const closing = await db.companyClosing.findFirst({ where: { id: closingId, cancelledAt: null, endsAt: { lte: now } } });
    if (!closing) return;
    await emptyWhatStays(ctx);
    const kept = await countKept(ctx, lawsAt(now, closing.endsAt), closing.endsAt);
    await db.companyClosing.update({
      where: { id: closingId },
      data: {
        endedAt: closing.endedAt ?? now,
        kept: kept as unknown as Prisma.InputJsonValue,
        nextAt: kept.map(({ until }) => until).sort()[0] ?? now,
      },
    });
    await db.company.update({ where: { id: companyId }, data: whatACompanyLeaves });
    if (!closing.endedAt) ctx.audit({ action: "company.ended", about: { type: "company", id: companyId }, basis: "legal_obligation" });
  });

/** Name, register numbers and address name who kept the books; everything else of the company's own row goes. */
const whatACompanyLeaves = {
  email: null, phone: null, websiteUrl: null, senderName: null, senderEmail: null, replyToEmail: null, dataSourceNote: null, settings: {},
  commercialName: null, domain: null, customLimits: {}, cardNumber: null, cardIssuer: null, cardExpiresOn: null, brandColor: null, logoFileId: null,
  onboardingDismissed: [],
} satisfies Prisma.CompanyUncheckedUpdateInput; // prettier-ignore

/** Rows that stay because something kept points at them say nothing of a person any more, nor do the proofs beyond their digests. */
async function emptyWhatStays({ db, companyId }: CompanyCtx) {
  for (const [table, { columns }] of Object.entries(personalData)) {
    if (table.includes(".") || !columns.company_id || table === "company_closings") continue;
    const empty = await emptyValues(db, table, ({ tag }) => tag === "contact" || tag === "free" || tag === "secret");
    if (empty.length === 0) continue;
    const [{ any = false } = {}] = await db.$queryRaw<Array<{ any: boolean }>>`
      SELECT EXISTS (SELECT 1 FROM ${quoted(table)} WHERE company_id = ${companyId}::uuid) AS any`;
    if (any) await db.$executeRaw`UPDATE ${quoted(table)} SET ${Prisma.join(empty)} WHERE company_id = ${companyId}::uuid`;
  }
}

async function countKept({ db, companyId }: CompanyCtx, laws: Array<Law>, endsAt: Date): Promise<Array<KeptByLaw>> {
  const rules = await db.$queryRaw<Array<{ table: string; law: Law; condition: string }>>`
    SELECT table_name AS table, law, condition FROM app.closing_keeps ORDER BY law, table_name`;
  const kept = new Map<Law, KeptByLaw>();
  for (const { table, law, condition } of rules.filter(({ law }) => laws.includes(law))) {
    const [{ count = 0 } = {}] = await db.$queryRaw<Array<{ count: number }>>`
      SELECT count(*)::int AS count FROM ${quoted(table)} t WHERE t.company_id = ${companyId}::uuid AND (${Prisma.raw(condition)})`;
    if (count === 0) continue;
    const line = kept.get(law) ?? { law, until: keptUntil(law, endsAt).toISOString(), rows: {} };
    kept.set(law, { ...line, rows: { ...line.rows, [table]: count } });
  }
  return [...kept.values()];
}
