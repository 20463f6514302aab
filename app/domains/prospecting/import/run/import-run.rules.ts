import { z } from "zod";
import { importTargets } from "../columns/column-words.rules";

/** A column as guessed or as the user chose it. `reason` is a key of `import.mapping_reason`. */
export const MappingColumn = z.object({
  column: z.number().int().min(0),
  header: z.string(),
  target: z.enum(importTargets),
  /** Of a `custom` column: the key of the company's own field it fills; without one it is kept under its header. */
  field: z.string().max(50).optional(),
  /** 0–1. */
  certainty: z.number(),
  reason: z.string(),
});
export type MappingColumn = z.infer<typeof MappingColumn>;
export const Mapping = z.array(MappingColumn);

const Counted = z.object({ code: z.string(), count: z.number() });
const Example = z.object({
  lineNumber: z.number(),
  outcome: z.enum(["created", "merged", "refused"]),
  code: z.string().nullable(),
  organizationName: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

/** What a reading without writing found; stored with the run, and brought up to date while the reading goes on. */
export const DryRun = z.object({
  lines: z.number(),
  created: z.number(),
  merged: z.number(),
  refused: z.number(),
  /** Kept lines whose prospect would have no e-mail. */
  withoutEmail: z.number(),
  reasons: z.array(Counted),
  /** What is odd about lines that are kept. */
  warnings: z.array(Counted),
  examples: z.array(Example),
  /** False while it reads. */
  isComplete: z.boolean(),
});
export type DryRun = z.infer<typeof DryRun>;
export type Example = z.infer<typeof Example>;

export type ImportState = "uploaded" | "checking" | "checked" | "running" | "completed" | "failed" | "rolling_back" | "rolled_back";

/** Columns and dialect may change until the first line is written. */
export const mayChange = ({ state, processedLines }: { state: ImportState; processedLines: number }) =>
  (state === "uploaded" || state === "checked" || state === "failed") && processedLines === 0;
export const mayCheck = mayChange;
type Standing = { state: ImportState; processedLines: number; errorCode: string | null };
/** Somebody stopped it; not a fault. */
export const stoppedByHand = "prospecting.import.stopped_by_hand";
export const rollbackStopped = "prospecting.import.rollback_stopped";
/** A checked list begins; one that failed goes on after its last committed line. */
export const mayStart = ({ state, processedLines, errorCode }: Standing) =>
  state === "checked" || (state === "failed" && processedLines > 0 && errorCode !== rollbackStopped);
export const mayRollBack = ({ state, processedLines }: Standing) => state === "completed" || (state === "failed" && processedLines > 0);
export const mayStop = (state: ImportState) => state === "checking" || state === "running";
export const isUnderWay = (state: ImportState) => state === "checking" || state === "running" || state === "rolling_back";

/** Seconds to go at the pace so far; null before there is a pace. */
export function secondsLeft(
  run: { startedAt: Date | string | null; processedLines: number; totalLines: number | null },
  now: Date,
): number | null {
  const { startedAt, processedLines, totalLines } = run;
  if (!startedAt || !totalLines || processedLines === 0) return null;
  const passed = (now.getTime() - new Date(startedAt).getTime()) / 1000;
  return Math.max(0, Math.round((passed / processedLines) * (totalLines - processedLines)));
}

/** Lines an import reads in one transaction. At most 1,000: the fact it announces names so many prospects. */
export const chunkLines = 1000;
export const atMostBytes = 500 * 1024 * 1024;
