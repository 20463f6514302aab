import { resetUsage } from "./functions/billing/reset-usage";
import { sendAccountMail } from "./functions/identity/send-account-mail";
import { sweepOutboxJob } from "./functions/operations/sweep-outbox";

/** Every job of the product; the door /api/inngest offers these. */
export const functions = [sendAccountMail, sweepOutboxJob, resetUsage];
