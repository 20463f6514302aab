import type { DraftOrigin, MessageStatus } from "~/generated/prisma/enums";
import type { Language } from "~/platform/i18n";
import type { Evidence } from "../draft/facts.rules";
import type { CheckFacts, DraftCheck } from "./draft-checks.rules";

/** A line of the queue. */
export interface QueueItem {
  id: string;
  campaignId: string;
  campaignName: string;
  person: string;
  organizationName: string | null;
  email: string | null;
  leadScore: number;
  origin: DraftOrigin | null;
}

/** What is read of one draft. */
export interface DraftRow extends QueueItem, CheckFacts {
  status: MessageStatus;
  language: Language;
  revision: number;
  subject: string;
  previewText: string;
  content: string;
  evidence: Array<Evidence>;
  remark: string | null;
  draftError: string | null;
  prospectId: string;
  productId: string;
  productName: string;
  sourceDetail: string | null;
  companyName: string;
  scoreReasons: Array<{ code: string; points: number }>;
  suppressed: boolean;
}

/** A draft that waits for a person, with what was checked in place of the facts it was checked by. */
export type QueueDraft = Omit<
  DraftRow,
  "companyLanguage" | "suppressed" | "sameFirm" | "otherSentAt" | "emailsSentToday" | "emailsLimitDaily" | "postalAddress" | "legalBasis"
> & { checks: Array<DraftCheck> };
