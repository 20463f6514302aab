import type { BulkAct, BulkRunState } from "~/generated/prisma/enums";
import type { BulkDeed } from "./bulk.schema";

/** Up to as many prospects an act lands in the request that asks for it; beyond, as a job. */
export const atOnce = 200;
/** Prospects of one part of a run: one transaction. */
export const partSize = 1000;
/** Days during which a run can be undone. */
export const undoDays = 30;

/** Why somebody was left as he is. `gone`: deleted, or out of reach, since the run began. */
export const skipReasons = ["same", "gone", "too_many_tags", "unidentified", "changed_since"] as const;
export type SkipReason = (typeof skipReasons)[number];
export type Skipped = Partial<Record<SkipReason, number>>;

export const addSkipped = (one: Skipped, other: Skipped): Skipped => {
  const sum: Skipped = { ...one };
  for (const reason of skipReasons) if (other[reason]) sum[reason] = (sum[reason] ?? 0) + other[reason];
  return sum;
};

export const skippedCount = (skipped: Skipped): number => Object.values(skipped).reduce((sum, count) => sum + count, 0);

export const isUnderWay = (state: BulkRunState) => state === "waiting" || state === "running";

/** A run that changed anybody can be undone once, until its days are over; what undid a run cannot. */
export const mayUndo = (run: { act: BulkAct; state: BulkRunState; doneCount: number; undoUntil: Date | string | null }, now: Date) =>
  run.act !== "undo" &&
  (run.state === "done" || run.state === "cancelled" || run.state === "failed") &&
  run.doneCount > 0 &&
  run.undoUntil !== null &&
  new Date(run.undoUntil) > now;

/** A run as pages show it. */
export interface BulkRunFacts {
  id: string;
  act: BulkAct;
  deed: BulkDeed;
  state: BulkRunState;
  totalCount: number;
  doneCount: number;
  skipped: Skipped;
  /** Of all that match: the list's address. */
  filter: string | null;
  /** Who began it, and whom it gave prospects to, by name. */
  by: string | null;
  assignee: string | null;
  undoOfId: string | null;
  undoOfAt: Date | string | null;
  errorCode: string | null;
  startedAt: Date | string;
  endedAt: Date | string | null;
  undoUntil: Date | string | null;
  mayUndo: boolean;
}
