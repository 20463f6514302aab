import { askClearbit } from "./provider/ask-clearbit.server";
import { askDirectory } from "./provider/ask-directory.server";
import { askHunter } from "./provider/ask-hunter.server";
import type { ProviderAnswer, Question } from "./provider/question.rules";
import { normaliseFound } from "./normalise-found.rules";
import type { ProviderKey } from "./waterfall.rules";
import { readWebsite } from "./website/read-website.server";

export interface Means {
  /** The company's own, where the source wants one. */
  key: string;
  /** By which an answer that comes later is known again. */
  mark: string;
}

const ask: Record<ProviderKey, (question: Question, means: Means) => Promise<ProviderAnswer>> = {
  website: readWebsite,
  directory: askDirectory,
  hunter: askHunter,
  clearbit: askClearbit,
};

/** Asks a source, outside of any transaction. Whatever it does is an answer; what it says is brought into our forms or left out. */
export async function askProvider(provider: ProviderKey, question: Question, means: Means): Promise<ProviderAnswer> {
  const answer = await ask[provider](question, means);
  return answer.outcome === "answered" ? { ...answer, values: normaliseFound(answer.values) } : answer;
}
