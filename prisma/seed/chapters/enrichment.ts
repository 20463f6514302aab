import type { Chapter } from "../demo-story";

/** What sources said of the prospects of a list: some of it filled, some waiting for a person, one source that did not answer. */
export const enrichment: Chapter = async ({ db, companyId, people, days }) => {
  const listed = await db.prospect.findMany({
    where: { companyId, deletedAt: null, importRunId: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 4,
    select: { id: true },
  });
  const ids = listed.map(({ id }) => id);
  if (ids.length === 0) return;
  const at = (minute: number) => days.moment(-5, 11, minute);
  await db.enrichmentSettings.create({
    data: { companyId, monthlyBudget: 20, usageMonth: new Date(Date.UTC(at(0).getUTCFullYear(), at(0).getUTCMonth(), 1)), spent: 0.196 },
  });
  const { id: runId } = await db.enrichmentRun.create({
    data: {
      companyId,
      kind: "selection",
      state: "completed",
      selection: { ids },
      totalCount: ids.length,
      doneCount: ids.length,
      startedById: people.owner,
      startedAt: at(0),
      completedAt: at(6),
    },
    select: { id: true },
  });
  for (const [place, prospectId] of ids.entries()) {
    const prospect = await db.prospect.findUniqueOrThrow({ where: { id: prospectId } });
    const site = `https://www.agence-${9_001 + place}.example.test`;
    const told = [
      {
        provider: "website",
        field: "description",
        value: "Agence de quartier, achat et gestion locative depuis 1998.",
        confidence: 0.75,
        url: site,
      },
      {
        provider: "hunter",
        field: "jobTitle",
        value: place % 2 ? "Directrice d’agence" : "Négociateur",
        confidence: 0.75,
        url: `${site}/equipe`,
      },
    ];
    for (const { provider, field, value, confidence, url } of told) {
      const isKnown = field === "jobTitle" && Boolean(prospect.jobTitle);
      const waits = isKnown || (provider === "hunter" && place > 1);
      const { id: requestId } = await db.enrichmentRequest.create({
        data: {
          companyId,
          runId,
          prospectId,
          provider,
          subject: new URL(site).hostname,
          state: "answered",
          cost: provider === "hunter" ? 0.049 : 0,
          answer: [{ field, value, confidence, url }],
          askedAt: at(place),
          answeredAt: at(place),
        },
        select: { id: true },
      });
      await db.enrichment.create({
        data: {
          companyId,
          prospectId,
          requestId,
          type: provider === "website" ? "website" : "company_info",
          provider,
          field,
          originalValue: field === "jobTitle" ? prospect.jobTitle : null,
          enrichedValue: value,
          confidenceScore: confidence,
          cost: provider === "hunter" ? 0.049 : 0,
          sourceUrl: url,
          status: waits ? "pending" : "completed",
          expiresAt: days.moment(120, 11, place),
          createdAt: at(place),
        },
      });
      if (!waits)
        await db.prospect.update({
          where: { id: prospectId },
          data: {
            [field]: value,
            valueOrigins: {
              ...((await db.prospect.findUniqueOrThrow({ where: { id: prospectId }, select: { valueOrigins: true } }))
                .valueOrigins as object),
              [field]: { kind: "source", by: provider, at: at(place).toISOString(), url, confidence },
            },
          },
        });
    }
  }
  await db.enrichmentRequest.create({
    data: {
      companyId,
      runId,
      prospectId: ids[0]!,
      provider: "clearbit",
      subject: "agence-9001.example.test",
      state: "failed",
      errorCode: "unreachable",
      askedAt: at(5),
      answeredAt: at(5),
    },
  });
};
