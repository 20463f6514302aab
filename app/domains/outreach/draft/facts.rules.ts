import { activities } from "./activities.rules";
import type { DraftLanguage, Tone } from "../campaign/campaign.rules";

/** Everything a draft may say comes from here, whoever writes it. */
export interface DraftFacts {
  messageId: string;
  /** The revision these facts were read for: what is written lands only on it. */
  revision: number;
  prospectId: string;
  language: DraftLanguage;
  tone: Tone;
  /** What the writer should aim at, in the sender's words. */
  goal: string | null;
  /** A person's remark on the draft before. */
  remark: string | null;
  prospect: {
    firstName: string | null;
    lastName: string | null;
    jobTitle: string | null;
    organizationName: string | null;
    city: string | null;
    websiteUrl: string | null;
    /** The trade in the list's own words: "gestion locative", "transaction". */
    activity: string | null;
    /** The subject of its call for tenders that closes first and can still be answered. */
    tender?: string | null;
  };
  product: {
    name: string;
    description: string | null;
    websiteUrl: string | null;
    /** The most important first. */
    benefits: Array<string>;
    /** What it costs on the day the draft is written, in the words of its language; empty: no price holds. */
    price?: string | null;
  };
  sender: { name: string | null; company: string; websiteUrl: string | null; email: string | null };
}

/** What a claim of a draft rests on, as stored with it: the fact's key, its value, and the words that say it. */
export interface Evidence {
  key: string;
  value: string;
  text: string;
}

export interface Draft {
  subject: string;
  preview: string;
  paragraphs: Array<string>;
  evidence: Array<{ key: string; quote: string }>;
}

const longestFact = 200;

/** Values may hold anything a list held: one line, no control characters, no more than a fact needs. */
export const oneLine = (text: string, longest = longestFact) =>
  text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, longest)
    .trim();

/** The facts by key. Keys are what evidence cites; their words stand under `evidence` in the words of outreach. */
export function factList({ prospect, product, sender, goal }: DraftFacts): Record<string, string> {
  const given: Record<string, string | null> = {
    "prospect.firstName": prospect.firstName,
    "prospect.lastName": prospect.lastName,
    "prospect.jobTitle": prospect.jobTitle,
    "prospect.organizationName": prospect.organizationName,
    "prospect.city": prospect.city,
    "prospect.websiteUrl": prospect.websiteUrl,
    "prospect.activity": prospect.activity,
    "prospect.tender": prospect.tender ?? null,
    "product.name": product.name,
    "product.description": product.description,
    ...Object.fromEntries(product.benefits.map((benefit, at) => [`product.benefit.${at + 1}`, benefit])),
    "product.price": product.price ?? null,
    "sender.name": sender.name,
    "sender.company": sender.company,
    "campaign.goal": goal,
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      const clean = oneLine(value ?? "", key === "product.description" ? 600 : longestFact);
      return clean ? [[key, clean]] : [];
    }),
  );
}

/** The trade, out of tags and further columns of the list; null when nothing there names one. */
export function activityOf(tags: Array<string>, customFields: Record<string, unknown>): string | null {
  const told = [...tags, ...Object.values(customFields).filter((value) => typeof value === "string")].map((text) => fold(oneLine(text)));
  return (
    Object.keys(activities).find((activity) => told.some((text) => new RegExp(`(^|[^a-z])${fold(activity)}([^a-z]|$)`).test(text))) ?? null
  );
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’]/g, "'").toLowerCase();

/** Evidence as stored, in the order of the text: the value of each cited fact beside its quote. A quote the text does not hold is left out. */
export function asEvidence(cited: Draft["evidence"], facts: Record<string, string>, text: string): Array<Evidence> {
  return cited
    .flatMap(({ key, quote }) =>
      facts[key] !== undefined && quote && text.includes(quote) ? [{ key, value: facts[key], text: quote }] : [],
    )
    .sort((one, other) => text.indexOf(one.text) - text.indexOf(other.text));
}
