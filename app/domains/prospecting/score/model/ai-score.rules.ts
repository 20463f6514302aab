import { featuresOf, type ScoredFacts } from "../score-facts.rules";
import { contributionsOf, type LogisticModel, probabilityOf } from "./logistic-model.rules";

/** One of the facts that moved a model's score most: log odds, rounded to hundredths. */
export interface AiReason {
  feature: string;
  value: string;
  weight: number;
}
export interface AiScore {
  /** Percent, whole. */
  score: number;
  reasons: Array<AiReason>;
}

/** A model ready to score many. */
export const aiScorerOf =
  (model: LogisticModel) =>
  (facts: ScoredFacts): AiScore => {
    const row = featuresOf(facts);
    const reasons = contributionsOf(model, row)
      .filter(({ weight }) => Math.abs(weight) >= 0.05)
      .slice(0, 5)
      .map(({ column, value, weight }) => ({ feature: column, value, weight: Math.round(weight * 100) / 100 }));
    return { score: Math.round(100 * probabilityOf(model, row)), reasons };
  };
