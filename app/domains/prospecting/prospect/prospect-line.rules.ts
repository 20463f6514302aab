import type { ProspectStatus } from "~/generated/prisma/enums";
import { personOf, prospectName } from "./prospect-name.rules";
import type { ScoreReason } from "../score/score-prospect.rules";

/** A line of the list as it goes to the browser, which gets it twice, as a page and as data: what is shown, no more. */
export interface ProspectLine {
  id: string;
  name: string;
  /** A firm: its person stands in a column of its own. */
  isFirm: boolean;
  person: string;
  city: string | null;
  department: string | null;
  status: ProspectStatus;
  leadScore: number;
  /** What weighs most in the score. */
  reason: ScoreReason["code"] | null;
  lastActivityAt: Date | string | null;
}

interface Row extends Pick<ProspectLine, "id" | "city" | "department" | "status" | "leadScore" | "lastActivityAt"> {
  organizationName: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  firstReason: ScoreReason | null;
}

export const lineOf = (row: Row): ProspectLine => ({
  id: row.id,
  name: prospectName(row),
  isFirm: row.organizationName !== null,
  person: row.organizationName === null ? "" : personOf(row),
  city: row.city,
  department: row.department,
  status: row.status,
  leadScore: row.leadScore,
  reason: row.firstReason?.code ?? null,
  lastActivityAt: row.lastActivityAt,
});
