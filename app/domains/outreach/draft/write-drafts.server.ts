import { createHmac } from "node:crypto";
import { sessionSecret } from "~/platform/env.server";
import { inParallel } from "~/platform/in-parallel";
import { log } from "~/platform/logger";
import { type Answer, askModel, askWidth, type Usage } from "~/platform/vendors/openai.server";
import { type DraftFault, faultsOf } from "./check-draft.rules";
import { canFollow, composeDraft } from "./compose-draft.rules";
import { asEvidence, type Draft, type DraftFacts, type Evidence, factList } from "./facts.rules";
import { DraftAnswer, maxCompletionTokens, promptFor, promptVersion, tokensOf } from "./prompt.rules";

/** A draft ready to be saved, with what it cost. */
export interface WrittenDraft {
  messageId: string;
  /** The revision it was written for. */
  revision: number;
  subject: string;
  preview: string;
  content: string;
  evidence: Array<Evidence>;
  origin: "ai" | "rules";
  promptVersion: string | null;
  /** Each call made for it, used or not. */
  usage: Array<Usage>;
  /** Why it is not what was wished for: a word under `draft_error` in the words of outreach. */
  draftError: string | null;
}

/** How often the model is asked for one draft. */
const tries = 2;

/** A word that no good draft holds: if it shows up, the model spoke of its orders. One a company. */
export const canaryOf = (companyId: string) =>
  `esr-${createHmac("sha256", sessionSecret()).update(`canary:${companyId}`).digest("hex").slice(0, 16)}`;

/** Questions that writing these drafts may take at most. */
export const requestsFor = (facts: Array<DraftFacts>) => facts.length * tries;

/** Tokens that writing these drafts may use at most. */
export const tokensFor = (facts: Array<DraftFacts>, canary: string) =>
  facts.reduce((sum, given) => sum + tries * tokensOf(promptFor(given, { canary })), 0);

/** Drafts composed by rules, thousands a second. `why` says what kept the model away, if it was wanted. */
export const composeDrafts = (facts: Array<DraftFacts>, why: string | null = null): Array<WrittenDraft> =>
  facts.map((given) => byRules(given, [], why));

/** Drafts written by the model where it gives a good one, else by rules. `ownKey`: the company's. Never inside a transaction. */
export const askDrafts = (facts: Array<DraftFacts>, canary: string, ownKey?: string): Promise<Array<WrittenDraft>> =>
  inParallel(facts, askWidth, (given) => askDraft(given, canary, ownKey));

async function askDraft(given: DraftFacts, canary: string, ownKey: string | undefined): Promise<WrittenDraft> {
  const usage: Array<Usage> = [];
  let faults: Array<DraftFault | "unusable"> = [];
  for (let turn = 0; turn < tries; turn++) {
    const { system, user } = promptFor(given, { canary, faults });
    const answer: Answer<DraftAnswer> = await askModel({ name: "draft", system, user, schema: DraftAnswer, maxCompletionTokens, ownKey });
    if (answer.outcome === "away") return byRules(given, usage, `ai_${answer.code}`);
    usage.push(answer.usage);
    faults = answer.outcome === "unusable" ? ["unusable"] : faultsOf(answer.value, given, canary);
    if (faults.includes("canary")) log({ level: "warn", msg: "the model repeated its canary", messageId: given.messageId });
    if (answer.outcome === "answered" && faults.length === 0)
      return asWritten(given, answer.value, { origin: "ai", promptVersion, usage, draftError: null });
  }
  return byRules(given, usage, `ai_${faults[0]}`);
}

function byRules(given: DraftFacts, usage: Array<Usage>, why: string | null): WrittenDraft {
  const unheard = given.remark && !canFollow(given.remark) ? "remark_not_followed" : null;
  return asWritten(given, composeDraft(given), { origin: "rules", promptVersion: null, usage, draftError: why ?? unheard });
}

function asWritten(
  given: DraftFacts,
  draft: Draft,
  how: Pick<WrittenDraft, "origin" | "promptVersion" | "usage" | "draftError">,
): WrittenDraft {
  const { messageId, revision } = given;
  const content = draft.paragraphs.map((paragraph) => paragraph.trim()).join("\n\n");
  const subject = draft.subject.trim();
  const evidence = asEvidence(draft.evidence, factList(given), `${content}\n${subject}`);
  return { messageId, revision, subject, preview: draft.preview.trim(), content, evidence, ...how };
}
