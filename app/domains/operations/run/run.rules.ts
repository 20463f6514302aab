/** How a run stands, as the pages list them. */
export const runStatuses = ["Running", "Completed", "Failed", "Cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];
