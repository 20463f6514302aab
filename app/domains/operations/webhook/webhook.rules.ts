/** Calls of vendors that nothing could be made of: how many, and the newest. */
export interface GivenUpWebhooks {
  count: number;
  newest: Array<{ id: string; provider: string; type: string; receivedAt: Date; error: string | null }>;
}
