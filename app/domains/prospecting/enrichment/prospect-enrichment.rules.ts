/** What a page tells of a run. */
export interface RunOfPage {
  id: string;
  kind: "record" | "selection" | "import" | "recheck";
  state: "running" | "completed" | "cancelled" | "failed";
  totalCount: number;
  doneCount: number;
  filled: number;
  proposed: number;
  waiting: number;
  /** Dollars. */
  cost: string;
  startedAt: Date | string;
  /** By source and reason, how many questions came to nothing or were refused. */
  troubles: Array<{ provider: string; code: string; count: number }>;
}

export interface ProspectOfEnrichment {
  values: Array<{
    id: string;
    field: string;
    provider: string | null;
    enrichedValue: string | null;
    confidence: number | null;
    status: string;
    createdAt: Date | string;
    expiresAt: Date | string | null;
  }>;
  lastRun: RunOfPage | null;
}
