import type { Tone } from "../campaign/campaign.rules";

/** What the sentences are made with; each value cites the fact it says. */
export interface Said {
  org: () => string;
  city: () => string;
  job: () => string;
  activity: () => string;
  tender: () => string;
  product: () => string;
  /** A length of time, or the customary quarter of an hour. */
  duration: () => string;
  /** Marks words that rest on the prospect's site. */
  site: (words: string) => string;
}

export type Sentence = (said: Said) => string;
export type Opening = "org_city" | "org" | "city" | "none";
export type Intent = "meet" | "demo" | "visit" | "answer";

/** One language's sentences: by what is known, then by tone; among equals the prospect decides. */
export interface Phrases {
  /** To a person by name, or to nobody known. */
  greeting: Record<Tone, (name: string | null) => string>;
  duration: { quarter: string; half: string; minutes: (count: number) => string };
  opening: Record<Opening, Record<Tone, Array<Sentence>>>;
  job: Record<Tone, Sentence>;
  activity: Record<Tone, Sentence>;
  site: Record<Tone, Sentence>;
  /** Before one benefit, and before a list of them. */
  benefit: Record<Tone, Sentence>;
  benefits: Record<Tone, Sentence>;
  offer: Record<Tone, Sentence>;
  ask: Record<Intent, Record<Tone, Array<Sentence>>>;
  subject: Record<"org" | "city" | "none", Record<Tone, Array<Sentence>>>;
  closing: Record<Tone, Array<string>>;
}
