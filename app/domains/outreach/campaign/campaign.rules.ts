import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import type { CampaignStatus, DraftOrigin } from "~/generated/prisma/enums";
import { type Language, languages } from "~/platform/i18n";

/** Days in which a person is written to by one campaign only. */
export const frequencyDays = 30;

export const tones = ["formal", "friendly", "direct"] as const;
export type Tone = (typeof tones)[number];

/** Languages drafts can be written in. */
export const draftLanguages = languages;
export type DraftLanguage = Language;

type Status = CampaignStatus;

export const mayChange = (status: Status) => status === "draft";
export const mayLaunch = (status: Status) => status === "draft";
export const mayPause = (status: Status) => status === "active";
export const mayResume = (status: Status) => status === "paused";
export const mayStop = (status: Status) => status === "active" || status === "paused";

/** A campaign with its product and whom it writes to. */
export interface Campaign {
  id: string;
  name: string;
  status: CampaignStatus;
  tone: Tone;
  /** Of the messages; of those to contacts whose own is not known, where each is written to in his. */
  language: DraftLanguage;
  languageOfContact: boolean;
  goal: string | null;
  dailyLimit: number | null;
  /** 0–100. */
  bantThreshold: number;
  filter: ProspectFilter;
  totalRecipients: number;
  startedAt: Date | null;
  pausedAt: Date | null;
  completedAt: Date | null;
  createdAt: Date;
  productId: string;
  product: { name: string };
}

/** Why a prospect of the filter is not written to, in the order in which it is asked. */
export const exclusions = ["no_email", "suppressed", "invalid_email", "too_soon"] as const;
export type Exclusion = (typeof exclusions)[number];

export interface AudienceCount {
  /** Prospects the filter finds. */
  matching: number;
  /** Those who would be written to. */
  contactable: number;
  excluded: Record<Exclusion, number>;
}

/** How the campaign's page groups its messages; each figure opens the list of its group. `sent` holds `delivered` holds `replied`. */
export const messageGroups = [
  "drafting",
  "pending",
  "approved",
  "sent",
  "delivered",
  "replied",
  "bounced",
  "rejected",
  "cancelled",
  "failed",
] as const;
export type MessageGroup = (typeof messageGroups)[number];
/** Messages of a campaign by group, and the drafts by who wrote them. */
export type MessageCounts = Record<MessageGroup | DraftOrigin, number>;
export const isMessageGroup = (text: unknown): text is MessageGroup => messageGroups.includes(text as MessageGroup);

/** Statuses that still want something done: while one is there, the campaign is not over. */
export const unfinished = ["drafting", "draft", "pending_approval", "approved", "scheduled", "sending", "unknown"] as const;
/** What stopping cancels: whatever has not begun to leave. */
export const stoppable = ["drafting", "draft", "pending_approval", "approved", "scheduled"] as const;
