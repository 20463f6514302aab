import { z } from "zod";
import { type EnrichmentField, enrichmentFields } from "./enrichment-fields.rules";
import { providerFacts, type ProviderKey, providers, type Waterfall } from "./waterfall.rules";

const invalid = "prospecting.enrichment.number_invalid";
const dollars = z.preprocess(
  (value) => (typeof value === "string" ? value.trim().replace(",", ".") : value),
  z.string(invalid).regex(/^\d{1,5}(\.\d{1,6})?$/, invalid),
);
const blankIsMissing = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const fields = <S extends z.ZodType>(value: S) =>
  z.object(Object.fromEntries(enrichmentFields.map((field) => [field, value])) as Record<EnrichmentField, S>);

/** "website,-hunter": the sources in their order, those that are off with a minus. */
const order = z
  .string()
  .max(200)
  .transform((text) =>
    text.split(",").flatMap((one) => {
      const provider = one.replace(/^-/, "").trim();
      return (providers as ReadonlyArray<string>).includes(provider)
        ? [{ provider: provider as ProviderKey, isOn: !one.startsWith("-") }]
        : [];
    }),
  );

/** The settings as the page posts them, whole. */
export const EnrichmentSettingsForm = z
  .object({
    order: fields(order),
    confidence: fields(z.coerce.number(invalid).int(invalid).min(0, invalid).max(100, invalid)),
    price: z.partialRecord(z.enum(providers), z.preprocess(blankIsMissing, dollars.optional())).default({}),
    monthlyBudget: dollars,
    isAutomatic: z.literal("on").optional(),
  })
  .transform(({ order, confidence, price, monthlyBudget, isAutomatic }) => ({
    monthlyBudget,
    isAutomatic: isAutomatic === "on",
    waterfall: {
      steps: Object.fromEntries(
        enrichmentFields.map((field) => [
          field,
          once(order[field]).filter(({ provider }) => providerFacts[provider].gives.includes(field)),
        ]),
      ) as Waterfall["steps"],
      confidence,
      prices: Object.fromEntries(
        Object.entries(price).flatMap(([provider, text]) => (text === undefined ? [] : [[provider, Math.round(Number(text) * 1e6)]])),
      ) as Waterfall["prices"],
    },
  }));
export type EnrichmentSettingsInput = z.output<typeof EnrichmentSettingsForm>;

const once = <T extends { provider: ProviderKey }>(steps: ReadonlyArray<T>) =>
  steps.filter(({ provider }, at) => steps.findIndex((step) => step.provider === provider) === at);
