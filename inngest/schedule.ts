/** Every cron of the product on one page. Local hours keep clear of 01:00–03:00, where clocks change. */
export const crons = {
  /** Delivers facts that were committed and not delivered. */
  sweepOutbox: "* * * * *",
  /** Closes usage windows of companies whose local date has changed. */
  resetUsage: "5 * * * *",
  /** Looks up sends whose outcome is unknown, and takes up approved messages whose job died. */
  settleSends: "*/5 * * * *",
  /** Takes up calls of the mail provider whose job failed or was lost. */
  retryMailWebhooks: "2-59/5 * * * *",
  /** Asks about mail domains whose last answer is old, or that gave none. */
  checkMailDomains: "8-59/15 * * * *",
  /** Asks, each half hour, in which time zones Monday's report is due. */
  weeklyReports: "*/30 * * * *",
  /** Each half hour, where a morning has come: tasks that are due, cards that end. */
  morningNotes: "10,40 * * * *",
  /** Each half hour, where a morning has come: the daily mail of what was not seen. After the notes of that morning. */
  digests: "20,50 * * * *",
  /** Makes next year's partitions and detaches what is past its retention. */
  keepPartitions: "30 4 1 * *",
  /** Takes out of the audit logs what is past its retention, and signs where each chain stands. */
  anchorAudit: "40 4 * * *",
  /** Announces prospects that gave no sign for too long, erases those whose notice has ended. */
  keepRetention: "20 4 * * *",
  /** Reminds of, ends, and later clears away companies whose account was closed. */
  closeCompanies: "50 4 * * *",
  /** Clears away the copies of merges that can no longer be undone. */
  forgetMerges: "25 4 * * *",
  /** Clears away what acts on many kept to be undone, once they can no longer be. */
  forgetBulkRuns: "35 4 * * *",
  /** Fetches the lists that come by themselves and whose hour has come. */
  dueLists: "1-59/5 * * * *",
  /** Sets the prices of cities against the listings of their agencies. */
  refreshSignals: "55 3 * * *",
  /** Lets points fade that fade by age, and notices silences. */
  ageScores: "10 3 * * *",
  /** Fits each company's model of its outcomes anew; it is never switched on by itself. */
  refitModels: "30 3 2 * *",
};
