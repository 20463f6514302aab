import { resetUsage } from "./functions/billing/reset-usage";
import { openPipelineJob } from "./functions/crm/open-pipeline";
import { openScoreTasksJob } from "./functions/crm/open-score-tasks";
import { sendAccountMail } from "./functions/identity/send-account-mail";
import { sendDeviceAlert } from "./functions/identity/send-device-alert";
import { sendReport } from "./functions/insights/send-report";
import { writeWeeklyReport } from "./functions/insights/write-weekly-report";
import { anchorAudit } from "./functions/operations/anchor-audit";
import { keepPartitionsJob } from "./functions/operations/keep-partitions";
import { sendDigests } from "./functions/operations/send-digests";
import { sweepOutboxJob } from "./functions/operations/sweep-outbox";
import { writeMorningNotes } from "./functions/operations/write-morning-notes";
import { draftMessages } from "./functions/outreach/draft-messages";
import { processMailWebhookJob } from "./functions/outreach/process-mail-webhook";
import { retryMailWebhooks } from "./functions/outreach/retry-mail-webhooks";
import { sendMessages } from "./functions/outreach/send-messages";
import { settleUnknownSends } from "./functions/outreach/settle-unknown-sends";
import { answerRequest } from "./functions/privacy/answer-request";
import { closeCompanies } from "./functions/privacy/close-companies";
import { exportCompany } from "./functions/privacy/export-company";
import { keepRetention } from "./functions/privacy/keep-retention";
import { tellClosingJob } from "./functions/privacy/tell-closing";
import { ageScores } from "./functions/prospecting/age-scores";
import { checkEmails } from "./functions/prospecting/check-emails";
import { checkImport } from "./functions/prospecting/check-import";
import { enrichImported } from "./functions/prospecting/enrich-imported";
import { enrichProspects } from "./functions/prospecting/enrich-prospects";
import { fetchListJob } from "./functions/prospecting/fetch-list";
import { findSignalsJob } from "./functions/prospecting/find-signals";
import { readSiteJob } from "./functions/prospecting/read-site";
import { refreshSignals } from "./functions/prospecting/refresh-signals";
import { takeMailedListJob } from "./functions/prospecting/take-mailed-list";
import { findDueLists } from "./functions/prospecting/find-due-lists";
import { checkMailDomains } from "./functions/prospecting/check-mail-domains";
import { findDuplicates } from "./functions/prospecting/find-duplicates";
import { forgetBulkRuns } from "./functions/prospecting/forget-bulk-runs";
import { forgetMerges } from "./functions/prospecting/forget-merges";
import { fitModelJob } from "./functions/prospecting/fit-model";
import { refitModels } from "./functions/prospecting/refit-models";
import { rescoreCompany } from "./functions/prospecting/rescore-company";
import { rollBackImport } from "./functions/prospecting/roll-back-import";
import { runBulk } from "./functions/prospecting/run-bulk";
import { runDuplicates } from "./functions/prospecting/run-duplicates";
import { runImport } from "./functions/prospecting/run-import";
import { takeLateAnswer } from "./functions/prospecting/take-late-answer";
import { scoreProspectsJob } from "./functions/prospecting/score-prospects";

/** Every job of the product; the door /api/inngest offers these. */
export const functions = [
  sendAccountMail,
  sendDeviceAlert,
  openPipelineJob,
  sweepOutboxJob,
  keepPartitionsJob,
  writeMorningNotes,
  sendDigests,
  anchorAudit,
  resetUsage,
  scoreProspectsJob,
  rescoreCompany,
  ageScores,
  fitModelJob,
  refitModels,
  openScoreTasksJob,
  answerRequest,
  keepRetention,
  exportCompany,
  tellClosingJob,
  closeCompanies,
  checkEmails,
  checkMailDomains,
  readSiteJob,
  findSignalsJob,
  refreshSignals,
  enrichProspects,
  enrichImported,
  takeLateAnswer,
  findDuplicates,
  runDuplicates,
  forgetMerges,
  runBulk,
  forgetBulkRuns,
  findDueLists,
  fetchListJob,
  takeMailedListJob,
  checkImport,
  runImport,
  rollBackImport,
  draftMessages,
  sendMessages,
  settleUnknownSends,
  processMailWebhookJob,
  retryMailWebhooks,
  writeWeeklyReport,
  sendReport,
];
