import Decimal from "decimal.js";

/** US dollars a million tokens: prompt, completion. A model that is not here is not asked, as its cost could not be told. */
const prices: Record<string, { prompt: string; completion: string }> = {
  "gpt-4.1": { prompt: "2", completion: "8" },
  "gpt-4.1-mini": { prompt: "0.4", completion: "1.6" },
  "gpt-4.1-nano": { prompt: "0.1", completion: "0.4" },
  "gpt-4o": { prompt: "2.5", completion: "10" },
  "gpt-4o-mini": { prompt: "0.15", completion: "0.6" },
  "gpt-5": { prompt: "1.25", completion: "10" },
  "gpt-5-mini": { prompt: "0.25", completion: "2" },
  "gpt-5-nano": { prompt: "0.05", completion: "0.4" },
};

/** US dollars one token, or null for a model without a price. A dated name ("gpt-4.1-mini-2025-04-14") has the price of its family. */
export function priceOf(model: string): { prompt: Decimal; completion: Decimal } | null {
  const family = prices[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")];
  return family ? { prompt: new Decimal(family.prompt).div(1_000_000), completion: new Decimal(family.completion).div(1_000_000) } : null;
}

/** US dollars of a call, to the micro-dollar; null without a price. */
export function costOf(model: string, promptTokens: number, completionTokens: number): string | null {
  const price = priceOf(model);
  return price && price.prompt.times(promptTokens).plus(price.completion.times(completionTokens)).toDecimalPlaces(6).toFixed(6);
}
