import { createHash } from "node:crypto";
import { detectDialect } from "~/domains/prospecting/import/read/detect-dialect.rules";
import { mapColumns } from "~/domains/prospecting/import/columns/map-columns.rules";
import { uuidv7 } from "~/platform/ids";
import { writeFacts } from "~/platform/outbox.server";
import { inventAgency } from "../invented-agencies";
import type { Chapter } from "../demo-story";

/** A list that came in last week, its lines and what became of them; what was found about the new ones, and what they agreed to. */
export const prospecting: Chapter = async ({ db, companyId, actor, people, days, now }) => {
  const at = days.moment(-6, 9, 30);
  const agencies = Array.from({ length: 6 }, (_, place) => inventAgency(9_001 + place, now));
  const header = ["Société", "Prénom", "Nom", "E-mail", "Ville", "Code postal"];
  const cells = agencies.map((agency) => [
    agency.organization_name,
    agency.first_name ?? "",
    agency.last_name ?? "",
    agency.email ?? "",
    agency.city,
    agency.postal_code,
  ]);
  const known = await db.prospect.findFirst({ where: { companyId, deletedAt: null, email: { not: null } }, orderBy: { id: "asc" } });
  const merged = known && [
    known.organizationName ?? "",
    known.firstName ?? "",
    known.lastName ?? "",
    known.email!,
    known.city ?? "",
    known.postalCode ?? "",
  ];
  const refused = ["", "", "", "adresse illisible", "Brest", "29200"];
  const text = [header, ...cells, ...(merged ? [merged] : []), refused].map((line) => line.join(";")).join("\n");
  const bytes = new TextEncoder().encode(text);

  const { confidence: _, ...dialect } = detectDialect(bytes);
  const mapping = mapColumns(header, [...cells, ...(merged ? [merged] : []), refused]) as Array<object>;

  const { id: fileId } = await db.storedFile.create({
    data: {
      companyId,
      name: "salon-de-vannes.csv",
      contentType: "text/csv",
      size: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      createdById: people.owner,
      createdAt: at,
      chunks: { create: { position: 0, bytes } },
    },
    select: { id: true },
  });
  const { id: importJobId } = await db.importJob.create({
    data: { companyId, name: "Salon de Vannes", fieldMapping: mapping, userId: people.owner, lastRunAt: at, createdAt: at },
    select: { id: true },
  });
  const mergedCount = merged ? 1 : 0;
  const totalLines = cells.length + mergedCount + 1;
  const { id: importRunId } = await db.importRun.create({
    data: {
      companyId,
      importJobId,
      fileId,
      fileName: "salon-de-vannes.csv",
      state: "completed",
      dialect,
      fieldMapping: mapping,
      header,
      sourceDetail: "Salon de l’immobilier de Vannes",
      totalLines,
      processedLines: totalLines,
      createdCount: cells.length,
      mergedCount,
      refusedCount: 1,
      startedById: people.owner,
      startedAt: at,
      completedAt: new Date(at.getTime() + 4_000),
      createdAt: at,
    },
    select: { id: true },
  });
  // A list that came by itself until its site stopped answering: its next hour is far enough for nobody to be asked.
  const weekBefore = (weeks: number) => days.moment(-7 * weeks, 6, 0);
  const failed = (weeks: number) => ({ at: weekBefore(weeks).toISOString(), outcome: "failed", code: "platform.outside.unknown_host" });
  await db.importJob.create({
    data: {
      companyId,
      name: "Annuaire des agences du Morbihan",
      sourceType: "url", // scheduled
      sourceHost: "annuaire.example.test",
      sourceDetail: "Annuaire des agences du Morbihan",
      fieldMapping: mapping,
      userId: people.owner,
      scheduleCron: `0 6 * * ${weekBefore(1).getUTCDay() || 7}`,
      status: "paused",
      failureCount: 3,
      errorCode: "platform.outside.unknown_host",
      history: [failed(1), failed(2), failed(3), { at: weekBefore(4).toISOString(), outcome: "unchanged" }],
      lastRunAt: weekBefore(1),
      nextRunAt: days.moment(7, 6, 0),
      createdAt: weekBefore(5),
    },
  });
  const ids = agencies.map(() => uuidv7(at));
  await db.prospect.createMany({
    data: agencies.map((agency, place) => ({
      id: ids[place],
      companyId,
      organizationName: agency.organization_name,
      firstName: agency.first_name,
      lastName: agency.last_name,
      jobTitle: agency.job_title,
      email: agency.email,
      city: agency.city,
      postalCode: agency.postal_code,
      department: agency.department,
      countryCode: "FR",
      leadScore: agency.lead_score,
      fitScore: agency.fit_score,
      intentScore: agency.intent_score,
      engagementScore: agency.engagement_score,
      budgetScore: agency.budget_score,
      scoreReasons: agency.score_reasons as Array<object>,
      scoredAt: at,
      source: "import_csv" as const,
      sourceDetail: "Salon de l’immobilier de Vannes",
      importRunId,
      importLineNumber: place + 1,
      createdAt: at,
    })),
  });
  await db.importLine.createMany({
    data: [
      ...cells.map((line, place) => ({ outcome: "created" as const, prospectId: ids[place]!, cells: line })),
      ...(merged ? [{ outcome: "merged" as const, prospectId: known.id, cells: merged }] : []),
      { outcome: "refused" as const, code: "prospecting.import.unidentified", cells: refused },
    ].map((line, place) => ({ companyId, importRunId, lineNumber: place + 1, ...line })),
  });
  const factId = uuidv7(at);
  await writeFacts(
    db,
    [
      {
        id: factId,
        name: "prospecting/prospects.imported",
        about: importRunId,
        occurredAt: at,
        data: { companyId, importRunId, prospectIds: ids },
      },
    ],
    { actor },
  );
  await db.eventDelivery.updateMany({ where: { companyId, eventId: factId }, data: { deliveredAt: now } });

  await db.consent.createMany({
    data: ids.slice(0, 3).map((prospectId, place) => ({
      companyId,
      prospectId,
      channel: place === 2 ? ("phone" as const) : ("email" as const),
      isGranted: place !== 2,
      source: "Formulaire du salon de Vannes",
      givenAt: days.moment(-7, 15, place * 10),
    })),
  });
};
