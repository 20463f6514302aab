import type { ProspectInput } from "../../prospect/prospect.schema";
import { identityKeys, mergeProspects } from "./identity-keys.rules";

/** One record of a list, read under its mapping. */
export interface ListLine {
  lineNumber: number;
  cells: Array<string>;
  reading: LineReading;
}
export type LineReading = { prospect: ProspectInput; department: string | null; code: string | null } | { refusal: string };

/** A prospect that is there already. `wasDeletedAt`: it lies in the bin. */
export interface KnownProspect {
  id: string;
  prospect: ProspectInput;
  department: string | null;
  wasDeletedAt: string | null;
  /** A colleague's, or nobody's, where whoever brought the list does not see him: nothing of him is told, nothing is given to him. */
  isOutOfReach?: boolean;
  /** What was merged into it says of itself: a line that is the same as one of these is the same as it. */
  aliases?: Array<ProspectInput>;
}

export interface NewProspect {
  id: string;
  lineNumber: number;
  prospect: ProspectInput;
  department: string | null;
}

/** What a line gave to a prospect that was there, field by field: how a roll-back knows what to take back. */
export type Given = Record<string, { was: unknown; became: unknown }>;

export interface DecidedLine {
  lineNumber: number;
  cells: Array<string>;
  outcome: "created" | "merged" | "refused";
  code: string | null;
  prospectId: string | null;
  /** Null unless a prospect from before the list was filled. */
  previous: Given | null;
}

export interface Decision {
  lines: Array<DecidedLine>;
  created: Array<NewProspect>;
  changed: Array<KnownProspect>;
  counts: { created: number; merged: number; refused: number };
}

export const limitReached = "prospecting.import.limit_reached";
export const knownOutOfReach = "prospecting.import.known_out_of_reach";
const sameBy: Record<string, string> = {
  email: "prospecting.import.same_email",
  siret: "prospecting.import.same_siret",
  phone: "prospecting.import.same_phone",
};

/**
 * What becomes of each line, in the order of the list: new, merged into a prospect that is there or that an earlier line
 * made, or refused: so is one who is known and out of reach, and it is not said who he is. A merge fills what is empty and overwrites nothing. At most `room` new ones; those past it are refused.
 * Pure: the dry run and the import decide by this one function.
 */
export function decideLines(
  lines: Array<ListLine>,
  known: Array<KnownProspect>,
  { room, newId }: { room: number; newId: () => string },
): Decision {
  const index = new Map<string, Held>();
  const note = (held: Held) => {
    for (const one of [held.prospect, ...(held.aliases ?? [])])
      for (const key of identityKeys(one)) if (!index.has(key)) index.set(key, held);
  };
  const inReachFirst = [...known].sort((one, other) => Number(one.isOutOfReach ?? false) - Number(other.isOutOfReach ?? false));
  for (const one of inReachFirst) note({ ...one, isNew: false, isChanged: false });

  const decision: Decision = { lines: [], created: [], changed: [], counts: { created: 0, merged: 0, refused: 0 } };
  const settle = (line: ListLine, outcome: DecidedLine["outcome"], rest: Partial<DecidedLine>) => {
    decision.counts[outcome] += 1;
    decision.lines.push({ lineNumber: line.lineNumber, cells: line.cells, outcome, code: null, prospectId: null, previous: null, ...rest });
  };

  for (const line of lines) {
    const { reading } = line;
    if ("refusal" in reading) {
      settle(line, "refused", { code: reading.refusal });
      continue;
    }
    const key = identityKeys(reading.prospect).find((one) => index.has(one));
    const held = key === undefined ? undefined : index.get(key)!;
    if (held?.isOutOfReach) settle(line, "refused", { code: knownOutOfReach });
    else if (held) {
      const given = fill(held, reading, index);
      note(held);
      if (!held.isNew && given && !held.isChanged) {
        held.isChanged = true;
        decision.changed.push(held);
      }
      const code = given?.deletedAt ? "prospecting.import.restored" : sameBy[key!.slice(0, key!.indexOf(":"))]!;
      settle(line, "merged", { code, prospectId: held.id, previous: held.isNew ? null : given });
    } else if (decision.counts.created >= room) {
      settle(line, "refused", { code: limitReached });
    } else {
      const { prospect, department } = reading;
      const made = { id: newId(), lineNumber: line.lineNumber, prospect, department, wasDeletedAt: null, isNew: true, isChanged: false };
      note(made);
      decision.created.push(made);
      settle(line, "created", { prospectId: made.id, code: reading.code });
    }
  }
  return decision;
}

interface Held extends KnownProspect {
  isNew: boolean;
  isChanged: boolean;
}

/** Fills the empty fields of `held`, and says which; null when there was nothing to give. */
function fill(held: Held, { prospect, department }: Exclude<LineReading, { refusal: string }>, index: Map<string, Held>): Given | null {
  const newer = { ...prospect };
  // One SIRET, one prospect: a number that another one bears is not given away a second time.
  if (newer.siret && index.has(`siret:${newer.siret}`) && index.get(`siret:${newer.siret}`) !== held) delete newer.siret;
  // What a merged record still bears stays with it: an undone merge finds it there.
  for (const field of ["email", "siret"] as const)
    if (newer[field] && held.aliases?.some((one) => one[field] === newer[field])) delete newer[field];
  const older = held.prospect;
  const { merged, filled } = mergeProspects(older, newer);
  const given: Given = {};
  for (const field of filled) given[field] = { was: older[field] ?? null, became: merged[field] };
  held.prospect = merged;
  if (filled.includes("postalCode") && department && !held.department) {
    given.department = { was: null, became: department };
    held.department = department;
  }
  if (held.wasDeletedAt) {
    given.deletedAt = { was: held.wasDeletedAt, became: null };
    held.wasDeletedAt = null;
  }
  return Object.keys(given).length > 0 ? given : null;
}
