import OpenAI, { APIError } from "openai";
import { z } from "zod";
import { env } from "../env.server";
import { refuseInsideTransaction } from "../inside-transaction.server";
import { CircuitOpen, withBreaker } from "./breaker.server";
import { costOf, priceOf } from "./openai-prices";

/** Calls at the same time, of one caller. */
export const askWidth = 4;
const timeoutMs = 30_000;
const retries = 2;

export interface Question<S extends z.ZodType> {
  /** What the answer is called, letters and underscores. */
  name: string;
  system: string;
  user: string;
  /** Form of the answer. Only types travel to the model: lengths and formats are for the caller to check. */
  schema: S;
  maxCompletionTokens: number;
}

/** What a call used, to be recorded whatever came of its answer. */
export interface Usage {
  model: string;
  promptTokens: number;
  completionTokens: number;
  /** US dollars. */
  cost: string;
}

export type Answer<T> =
  | { outcome: "answered"; value: T; usage: Usage }
  /** It answered, but not in the form that was asked, or it declined. */
  | { outcome: "unusable"; usage: Usage }
  /** It could not be asked. */
  | { outcome: "away"; code: "not_connected" | "resting" | "unreachable" };

/** Whether a model may be asked at all: a key, ours or the company's own, no stand-in chosen, a price. */
export function aiIsConnected({ hasOwnKey = false } = {}): boolean {
  const { OPENAI_API_KEY, OPENAI_MODEL, VENDORS } = env();
  return (hasOwnKey || Boolean(OPENAI_API_KEY)) && VENDORS !== "local" && priceOf(OPENAI_MODEL) !== null;
}

let client: { mark: string; made: OpenAI } | undefined;

function connect(ownKey: string | undefined): OpenAI {
  const { OPENAI_API_KEY, OPENAI_BASE_URL: baseURL } = env();
  if (ownKey) return new OpenAI({ apiKey: ownKey, baseURL, timeout: timeoutMs, maxRetries: retries }); // kept no longer than the call
  const key = OPENAI_API_KEY ?? "";
  const mark = `${key} ${baseURL ?? ""}`;
  // The SDK waits between its tries with growing, jittered pauses, or as long as the service asks.
  if (client?.mark !== mark) client = { mark, made: new OpenAI({ apiKey: key, baseURL, timeout: timeoutMs, maxRetries: retries }) };
  return client.made;
}

/**
 * Asks the model once, with time-out, retries and the shared breaker. Every outcome is an answer. `ownKey`: the company's, before ours.
 * @throws Error inside a transaction
 */
export async function askModel<S extends z.ZodType>({
  name,
  system,
  user,
  schema,
  maxCompletionTokens,
  ownKey,
}: Question<S> & { ownKey?: string }): Promise<Answer<z.output<S>>> {
  refuseInsideTransaction("openai");
  if (!aiIsConnected({ hasOwnKey: Boolean(ownKey) })) return { outcome: "away", code: "not_connected" };
  const { $schema: _, ...wire } = z.toJSONSchema(schema);
  // A company that has used up what its own key is good for says nothing of how the service does.
  const isOurFault = (error: unknown) => isOurs(error) || (Boolean(ownKey) && error instanceof APIError && error.status === 429);
  try {
    const completion = await withBreaker(
      "openai",
      () =>
        connect(ownKey).chat.completions.create({
          model: env().OPENAI_MODEL,
          messages: [
            { role: "system", content: system },
            { role: "user", content: user },
          ],
          max_completion_tokens: maxCompletionTokens,
          response_format: { type: "json_schema", json_schema: { name, strict: true, schema: wire } },
        }),
      isOurFault,
    );
    const usage = usageOf(completion.usage);
    const value = schema.safeParse(parsed(completion.choices[0]?.message.content));
    return value.success ? { outcome: "answered", value: value.data, usage } : { outcome: "unusable", usage };
  } catch (error) {
    if (error instanceof CircuitOpen) return { outcome: "away", code: "resting" };
    if (error instanceof APIError) return { outcome: "away", code: isOurs(error) ? "not_connected" : "unreachable" };
    throw error;
  }
}

function usageOf(used: { prompt_tokens: number; completion_tokens: number } | undefined): Usage {
  const { OPENAI_MODEL: model } = env();
  const { prompt_tokens: promptTokens = 0, completion_tokens: completionTokens = 0 } = used ?? {};
  return { model, promptTokens, completionTokens, cost: costOf(model, promptTokens, completionTokens)! };
}

/** Undefined when it is no JSON: a schema refuses it. */
function parsed(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** The service answered, and refused what we sent (a wrong key, a wrong form): it is well, we are not. */
const isOurs = (error: unknown) => error instanceof APIError && [400, 401, 403, 404, 422].includes(error.status ?? 0);
