import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { startBulk } from "~/domains/prospecting/bulk/start-bulk.server";
import { undoBulk } from "~/domains/prospecting/bulk/undo-bulk.server";
import { uuidv7 } from "~/platform/ids";
import type { Chapter } from "../demo-story";
import { inventAgency } from "../invented-agencies";

/** Visitors of a fair, typed in one by one, and what was done to all of them at once: a tag that stands, a status somebody thought better of. */
export const acts: Chapter = async (ctx) => {
  const { db, companyId, people, days, now } = ctx;
  const met = days.moment(-3, 17, 40);
  const ids = Array.from({ length: 6 }, () => uuidv7(met));
  await db.prospect.createMany({
    data: ids.map((id, place) => {
      const agency = inventAgency(9_701 + place, now);
      return {
        id,
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
        source: "manual" as const,
        sourceDetail: "Salon d’automne",
        createdById: people.owner,
        assignedToId: people.owner,
        createdAt: met,
      };
    }),
  });
  const by = (userId: string, daysAgo: number, minute = 15) => ({
    ...ctx,
    actor: { kind: "user" as const, id: userId },
    now: days.moment(-daysAgo, 10, minute),
  });
  const timeline = statusTimeline;
  await startBulk(by(people.owner, 2), { deed: { act: "tag", tag: "salon d’automne" }, selection: { ids }, timeline });
  const mistaken = await startBulk(by(people.manager ?? people.owner, 1), {
    deed: { act: "status", status: "qualified" },
    selection: { ids: ids.slice(0, 4) },
    timeline,
  });
  if (mistaken) await undoBulk(by(people.owner, 1, 40), { undoOfId: mistaken.bulkRunId, timeline });
};
