import { localDate, localHour } from "~/platform/local-time";

/** Where a notification's line leads; null: nowhere beside the list. */
export function placeOf({ type, subjectType, subjectId }: { type: string; subjectType: string | null; subjectId: string | null }) {
  if (type === "task.due") return "/tasks";
  if (type === "drafts.waiting") return subjectId ? `/drafts?campaign=${subjectId}` : "/drafts";
  if (type === "card.expiring") return "/settings/company";
  if (type === "company.closing") return "/";
  if (type === "security.alert") return "/settings/security";
  if (subjectType === "privacy_request" && subjectId) return `/privacy/requests/${subjectId}`;
  if (subjectType === "prospect" && subjectId) return `/prospects/${subjectId}`;
  if (subjectType === "campaign" && subjectId) return `/campaigns/${subjectId}`;
  if (subjectType === "import_run" && subjectId) return `/imports/${subjectId}`;
  if (subjectType === "import_job" && subjectId) return `/imports/scheduled/${subjectId}`;
  if (subjectType === "report" && subjectId) return `/reports/${subjectId}`;
  if (subjectType === "user") return "/settings/team";
  return null;
}

/** The zones in which a day's morning has come at a moment, each with that day. Names this runtime does not know are left out. */
export function morningsAt(moment: Date, zones: Array<string>, fromHour: number) {
  return zones.flatMap((timezone) => {
    try {
      return localHour(moment, timezone) >= fromHour ? [{ timezone, day: localDate(moment, timezone).toISOString().slice(0, 10) }] : [];
    } catch {
      return []; // a zone that no page of ours offered
    }
  });
}

/** The warning that is due so many days before a card ends: the nearest that was reached; null when it is still far. `first`: the farthest. */
export const cardWarning = (daysLeft: number, first: number) => [first, 30, 7, 0].filter((days) => daysLeft <= days).at(-1) ?? null;
