/** Where one value of a record comes from, where it is not what the record began with. Moments as ISO text. */
export interface ValueOrigin {
  /** person, job: who wrote it. source: a provider said it. list: a line of an import. */
  kind: "person" | "job" | "source" | "list";
  by?: string | null;
  at: string;
  /** The file of a list. */
  name?: string | null;
  url?: string | null;
  /** 0–1. */
  confidence?: number;
  /** A person said yes to it: from then on it is his. */
  approvedBy?: string | null;
}
export type ValueOrigins = Record<string, ValueOrigin>;

/** Whether a value may be replaced without asking: nobody typed it, brought it or said yes to it. */
export const isMachineMade = (origin: ValueOrigin | undefined): boolean => origin?.kind === "source" && !origin.approvedBy;
