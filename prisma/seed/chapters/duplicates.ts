import { findPairs } from "~/domains/prospecting/duplicate/find-pairs.server";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { uuidv7 } from "~/platform/ids";
import type { Chapter } from "../demo-story";

/** People who are on file twice, as lists and hands write them; two that were made one yesterday; when all were last searched. */
export const duplicates: Chapter = async (ctx) => {
  const { db, companyId, people, days, now } = ctx;
  const named = await db.prospect.findMany({
    where: {
      companyId,
      deletedAt: null,
      email: { not: null },
      lastName: { not: null },
      firstName: { not: null },
      organizationName: { not: null },
    },
    orderBy: { id: "asc" },
    take: 4,
  });
  const again = named.map(
    ({ firstName, lastName, organizationName, phone, mobile, city, postalCode, department, websiteUrl, email }, at) => {
      const ways = [
        { firstName: firstName!.toUpperCase(), lastName: lastName!.toUpperCase(), phone, mobile },
        { firstName: `${firstName![0]}.`, lastName, phone, mobile, websiteUrl },
        { firstName: lastName, lastName: firstName, email: email!.replace("@", "+salon@") },
        { firstName, lastName: `${lastName!.slice(0, -1)}${lastName!.at(-1)}${lastName!.at(-1)}`, phone },
      ];
      return {
        id: uuidv7(days.moment(-1, 10, at)),
        companyId,
        organizationName: at === 1 ? `${organizationName} SARL` : organizationName,
        city,
        postalCode,
        department,
        countryCode: "FR",
        source: "manual" as const,
        createdById: people.owner,
        assignedToId: people.owner,
        createdAt: days.moment(-1, 10, at),
        ...ways[at],
      };
    },
  );
  const twice = [
    { email: "maud.kerven@example.test", jobTitle: "Directrice d’agence", phone: "+33199000871" },
    { email: "m.kerven@example.test", city: "Lorient", phone: "+33199000871" },
  ].map((said, at) => ({
    id: uuidv7(days.moment(-1, 10, 30 + at)),
    companyId,
    firstName: "Maud",
    lastName: "Kerven",
    organizationName: "Kerven Habitat",
    countryCode: "FR",
    source: "manual" as const,
    createdById: people.owner,
    assignedToId: people.owner,
    createdAt: days.moment(-1, 10, 30 + at),
    ...said,
  }));
  await db.prospect.createMany({ data: again });
  await db.prospect.createMany({ data: twice });
  await mergeProspects(ctx, { oneId: twice[0]!.id, otherId: twice[1]!.id, winner: "one" });
  await findPairs(
    ctx,
    again.map(({ id }) => id),
  );
  const found = await db.duplicatePair.count({ where: { companyId, state: "open" } });
  const total = await db.prospect.count({ where: { companyId, deletedAt: null } });
  await db.duplicateRun.create({
    data: {
      companyId,
      kind: "find",
      state: "completed",
      doneCount: total,
      totalCount: total,
      foundCount: found,
      startedById: people.owner,
      startedAt: days.moment(-1, 11, 0) > now ? now : days.moment(-1, 11, 0),
      completedAt: days.moment(-1, 11, 1) > now ? now : days.moment(-1, 11, 1),
    },
  });
};
