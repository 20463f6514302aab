import { z } from "zod";
import { type EnrichmentField, enrichmentFields, type FoundValue } from "./enrichment-fields.rules";

/** Whom we can ask. */
export const providers = ["website", "directory", "hunter", "clearbit"] as const;
export type ProviderKey = (typeof providers)[number];

/** What each can answer, what a question costs unless the company says otherwise, and whose key it needs. */
export const providerFacts: Record<
  ProviderKey,
  { gives: ReadonlyArray<EnrichmentField>; priceMicros: number; service: "hunter" | "clearbit" | null }
> = {
  website: { gives: ["email", "phone", "website", "siret", "address", "description", "linkedin"], priceMicros: 0, service: null },
  directory: { gives: ["siret", "naf", "size", "address"], priceMicros: 0, service: null },
  hunter: { gives: ["email", "website", "jobTitle", "linkedin"], priceMicros: 49_000, service: "hunter" },
  clearbit: {
    gives: ["phone", "website", "size", "address", "description", "linkedin"],
    priceMicros: 99_000,
    service: "clearbit",
  },
};

interface Step {
  provider: ProviderKey;
  isOn: boolean;
}
export interface Waterfall {
  steps: Record<EnrichmentField, Array<Step>>;
  /** Percent from which a value is believed and the next source is not asked. */
  confidence: Record<EnrichmentField, number>;
  /** Micro-dollars a question, where the company told its own price. */
  prices: Partial<Record<ProviderKey, number>>;
}

const each = <T>(value: (field: EnrichmentField) => T) =>
  Object.fromEntries(enrichmentFields.map((field) => [field, value(field)])) as Record<EnrichmentField, T>;

/** The free ones first, then those that are paid, all on. */
const defaultOrder: Partial<Record<EnrichmentField, ReadonlyArray<ProviderKey>>> = {
  siret: ["directory", "website"],
  address: ["directory", "website", "clearbit"],
};
export const defaultWaterfall: Waterfall = {
  steps: each((field) =>
    (defaultOrder[field] ?? providers.filter((provider) => providerFacts[provider].gives.includes(field))).map((provider) => ({
      provider,
      isOn: true,
    })),
  ),
  confidence: each((field) => (field === "email" || field === "phone" ? 75 : 70)),
  prices: {},
};

const Saved = z.object({
  steps: z.partialRecord(z.enum(enrichmentFields), z.array(z.object({ provider: z.enum(providers), isOn: z.boolean() }))).default({}),
  confidence: z.partialRecord(z.enum(enrichmentFields), z.number().int().min(0).max(100)).default({}),
  prices: z.partialRecord(z.enum(providers), z.number().int().min(0)).default({}),
});

/** The waterfall as saved, with Essor's where nothing was said, and with sources that came since at the end. */
export function readWaterfall(saved: unknown): Waterfall {
  const read = Saved.safeParse(saved);
  const { steps, confidence, prices } = read.success ? read.data : Saved.parse({});
  return {
    steps: each((field) => {
      const known = (steps[field] ?? []).filter(({ provider }) => providerFacts[provider].gives.includes(field));
      return [...known, ...defaultWaterfall.steps[field].filter(({ provider }) => !known.some((step) => step.provider === provider))];
    }),
    confidence: each((field) => confidence[field] ?? defaultWaterfall.confidence[field]),
    prices,
  };
}

/** What became of a question to one source in this run. */
export interface Asked {
  provider: ProviderKey;
  state: "asking" | "waiting" | "answered" | "refused" | "failed";
  values: ReadonlyArray<FoundValue>;
}

/** What is believed of a field: the first value in the order that is sure enough; without one the surest, which a person decides on. */
export function bestValue(waterfall: Waterfall, field: EnrichmentField, asked: ReadonlyArray<Asked>) {
  const found = waterfall.steps[field].flatMap(({ provider }) =>
    (asked.find((one) => one.provider === provider)?.values ?? [])
      .filter((value) => value.field === field)
      .sort((one, other) => other.confidence - one.confidence)
      .slice(0, 1)
      .map((value) => ({ ...value, provider })),
  );
  const isSure = ({ confidence }: FoundValue) => confidence * 100 >= waterfall.confidence[field];
  const sure = found.find(isSure);
  if (sure) return { ...sure, isSure: true };
  const best = [...found].sort((one, other) => other.confidence - one.confidence)[0];
  return best ? { ...best, isSure: false } : null;
}

/**
 * Whom to ask next, and for which fields: for each field the sources in their order until one said it surely enough. A source whose answer
 * is still to come holds up its fields, not the others. `mayAsk`: what a source needs to be asked is known.
 */
export function nextQuestion(
  waterfall: Waterfall,
  fields: ReadonlyArray<EnrichmentField>,
  asked: ReadonlyArray<Asked>,
  mayAsk: (provider: ProviderKey) => boolean,
): { provider: ProviderKey; fields: Array<EnrichmentField> } | null {
  const wanted = new Map<ProviderKey, Array<EnrichmentField>>();
  for (const field of fields) {
    if (bestValue(waterfall, field, asked)?.isSure) continue;
    for (const { provider, isOn } of waterfall.steps[field]) {
      const known = asked.find((one) => one.provider === provider);
      if (known?.state === "waiting" || known?.state === "asking") break;
      if (!isOn || known || !mayAsk(provider)) continue;
      wanted.set(provider, [...(wanted.get(provider) ?? []), field]);
      break;
    }
  }
  // The cheapest of those that are next: what it says may spare the others.
  const price = (provider: ProviderKey) => waterfall.prices[provider] ?? providerFacts[provider].priceMicros;
  const [first] = [...wanted].sort(([one], [other]) => price(one) - price(other) || providers.indexOf(one) - providers.indexOf(other));
  return first ? { provider: first[0], fields: first[1] } : null;
}
