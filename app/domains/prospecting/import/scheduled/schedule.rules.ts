import { Cron } from "croner";
import { z } from "zod";

/** Fetched each day, or each week on a day (1 Monday … 7 Sunday), at an hour of the company's zone. Hours where clocks change are left out. */
export const cadences = ["daily", "weekly"] as const;
export const hours = [0, ...Array.from({ length: 20 }, (_, at) => at + 4)] as const;
export interface Schedule {
  cadence: (typeof cadences)[number];
  hour: number;
  weekday: number;
}

export const cronOf = ({ cadence, hour, weekday }: Schedule) => `0 ${hour} * * ${cadence === "daily" ? "*" : weekday}`;

export function scheduleOf(cron: string): Schedule {
  const [, hour = "6", , , weekday = "*"] = cron.split(" ");
  return { cadence: weekday === "*" ? "daily" : "weekly", hour: Number(hour), weekday: weekday === "*" ? 1 : Number(weekday) };
}

/** The next moment after another that a schedule means, on the clock of the zone. */
export const nextRun = (cron: string, timezone: string, after: Date): Date => new Cron(cron, { timezone }).nextRun(after)!;

/** So many failures in a row pause a list: somebody must look. */
export const failuresBeforePause = 3;

const entriesKept = 30;
/** What became of one try, the youngest first. */
export const History = z.array(
  z.object({
    at: z.string(),
    outcome: z.enum(["brought", "unchanged", "failed"]),
    code: z.string().optional(),
    /** Numbers of its sentence. */
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    importRunId: z.string().optional(),
    /** The mail that brought it. */
    mailId: z.string().optional(),
  }),
);
export type HistoryEntry = z.infer<typeof History>[number];
export const withEntry = (history: unknown, entry: HistoryEntry) =>
  [entry, ...(History.safeParse(history).data ?? [])].slice(0, entriesKept);

/** How the last file that was read is known again. */
export const Seen = z.object({
  etag: z.string().max(500).optional(),
  lastModified: z.string().max(100).optional(),
  sha256: z.string().optional(),
});
export type Seen = z.infer<typeof Seen>;
