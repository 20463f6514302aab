import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";

/** JSON as it crosses the wire. The engine believes only the fields it names. */
export type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any

export interface EventBody {
  id: string;
  name: string;
  data: Record<string, Json>;
  ts: number;
  user?: Json;
  v?: string;
}

export interface ConcurrencyOption {
  limit: number;
  key?: string;
  scope?: "fn" | "env" | "account";
}

/** A function as the SDK describes it when it is asked for its list. */
export interface FunctionConfig {
  id: string;
  name?: string;
  triggers: { event?: string; expression?: string; cron?: string; jitter?: string }[];
  steps: Record<string, { retries?: { attempts?: number } }>;
  idempotency?: string;
  batchEvents?: { maxSize: number; timeout: string; key?: string; if?: string };
  rateLimit?: { limit: number; period: string; key?: string };
  throttle?: { limit: number; period: string; key?: string; burst?: number };
  debounce?: { period: string; key?: string; timeout?: string };
  singleton?: { mode: "skip" | "cancel"; key?: string };
  cancel?: { event: string; if?: string; timeout?: string }[];
  priority?: { run?: string };
  timeouts?: { start?: string; finish?: string };
  concurrency?: number | ConcurrencyOption | ConcurrencyOption[];
}

export interface Op {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  opts?: Record<string, Json>;
  data?: Json;
  error?: Json;
}

export interface StepError {
  name: string;
  message: string;
  stack?: string;
}

/** What a call came back with. `retryAt` is the moment the function asked for, in ms since 1970. */
export type Answer =
  | { type: "done"; output: Json }
  | { type: "ops"; ops: Op[]; version: number; mayRetry: boolean; retryAt?: number }
  | { type: "failed"; error: StepError; mayRetry: boolean; retryAt?: number };

export interface CallRequest {
  functionId: string;
  stepId: string;
  runId: string;
  events: EventBody[];
  steps: Record<string, Json>;
  stack: string[];
  version: number;
  planOnly: boolean;
  attempt: number;
  maxAttempts: number;
}

export interface Wire {
  handler: (request: Request) => Promise<Response>;
  url: string;
  signingKey: string;
}

const bareKey = (signingKey: string) => signingKey.replace(/^signkey-\w+-/, "");

function send(wire: Wire, method: "PUT" | "POST", query: string, body: Json, headers: Record<string, string>) {
  // The signature carries the real time even when the engine's clock is virtual: the SDK refuses old ones.
  const seconds = Math.floor(Date.now() / 1000).toString();
  const signature = createHmac("sha256", bareKey(wire.signingKey))
    .update(canonicalize(body) + seconds)
    .digest("hex");
  return wire.handler(
    new Request(wire.url + query, {
      method,
      body: JSON.stringify(body),
      headers: {
        "content-type": "application/json",
        host: new URL(wire.url).host,
        "x-inngest-server-kind": "cloud",
        "x-inngest-signature": `t=${seconds}&s=${signature}`,
        ...headers,
      },
    }),
  );
}

/**
 * The functions behind the handler, asked for by an in-band sync.
 * @throws when the handler refuses, as it does when its signing key is another one.
 */
export async function listFunctions(wire: Wire): Promise<{ appId: string; functions: FunctionConfig[] }> {
  const response = await send(wire, "PUT", "", { url: wire.url }, { "x-inngest-sync-kind": "in_band" });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`The job handler refused the sync: ${response.status} ${text.slice(0, 500)}`);
  const body = JSON.parse(text);
  if (!Array.isArray(body.functions)) throw new Error("The job handler answered the sync out of band");
  return { appId: body.app_id, functions: body.functions };
}

/** One call of a function. Whatever goes wrong on the way is a failure that may be tried again. */
export async function callFunction(wire: Wire, call: CallRequest, limits: { now: number; timeoutMs: number }): Promise<Answer> {
  const query = `?fnId=${encodeURIComponent(call.functionId)}&stepId=${encodeURIComponent(call.stepId)}`;
  const body = {
    version: call.version,
    event: call.events[0],
    events: call.events,
    steps: call.steps,
    use_api: false,
    defers: {},
    // Without ctx.fn_id the SDK does not checkpoint: each step comes back by itself and is stored by itself.
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.planOnly,
      use_api: false,
      env: "production",
      step_id: "step",
      stack: { stack: call.stack, current: call.stack.length },
    },
  };
  const headers = { "x-run-id": call.runId, "x-inngest-req-version": String(call.version), "x-request-id": randomUUID() };
  try {
    const response = await within(limits.timeoutMs, send(wire, "POST", query, body, headers));
    return readAnswer(response, await response.text(), limits.now);
  } catch (cause) {
    return { type: "failed", error: { name: "Error", message: cause instanceof Error ? cause.message : String(cause) }, mayRetry: true };
  }
}

function readAnswer(response: Response, text: string, now: number): Answer {
  if (!response.headers.get("x-inngest-sdk")) throw new Error(`Not an answer of the Inngest SDK (${response.status})`);
  const body = text ? JSON.parse(text) : null;
  if (response.status === 200) return { type: "done", output: body };

  const mayRetry = response.headers.get("x-inngest-no-retry") !== "true";
  const retryAt = readRetryAfter(response.headers.get("retry-after"), now);
  if (response.status !== 206) return { type: "failed", error: readError(body), mayRetry, retryAt };
  return { type: "ops", ops: [body].flat(), version: Number(response.headers.get("x-inngest-req-version") ?? 2), mayRetry, retryAt };
}

export function readError(body: Json): StepError {
  return { name: "Error", message: "Unknown error", ...(typeof body === "object" ? body : { message: String(body) }) };
}

function readRetryAfter(header: string | null, now: number) {
  if (!header) return undefined;
  const at = /^\d+$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
  return Number.isNaN(at) ? undefined : at;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The call took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Does the Authorization header carry the signing key, plain or hashed as the SDK sends it? */
export function isAuthorised(header: string | null, signingKey: string) {
  const given = bareKey(header?.replace(/^Bearer /, "") ?? "");
  const plain = bareKey(signingKey);
  const hashed = createHash("sha256").update(Buffer.from(plain, "hex")).digest("hex");
  return [plain, hashed].some((key) => isSame(key, given));
}

export function isSame(a: string, b: string) {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
