import { setTimeout as pause } from "node:timers/promises";
import { env } from "../env.server";
import { refuseInsideTransaction } from "../inside-transaction.server";
import { CircuitOpen, withBreaker } from "./breaker.server";

export interface JsonQuestion {
  /** The service, whose circuit breaker it is. */
  service: string;
  url: string;
  headers?: Record<string, string>;
  /** With the company's own key a refusal of it, or of its pace, says nothing of how the service does. */
  hasOwnKey?: boolean;
}

export type JsonAnswer =
  /** 2xx, or 404 and 422, which say that there is nothing. Null when it is no JSON, or more than a megabyte of it. */
  | { outcome: "answered"; status: number; body: unknown }
  | { outcome: "away"; code: "too_slow" | "unreachable" | "rate_limited" | "refused_key" | "resting" };

const timeoutMs = 10_000;
const tries = 3;
const longestPauseMs = 3_000;
const longestAnswer = 1024 * 1024;

class Away extends Error {
  constructor(
    readonly code: Exclude<JsonAnswer, { outcome: "answered" }>["code"],
    readonly waitMs: number | null,
  ) {
    super(code);
  }
}

/**
 * Asks a service for JSON by GET: with a time-out, again after a growing, jittered pause where it is busy or broken, under its breaker.
 * Every outcome is an answer. @throws Error inside a transaction
 */
export async function askJson({ service, url, headers, hasOwnKey = false }: JsonQuestion): Promise<JsonAnswer> {
  refuseInsideTransaction(service);
  for (let attempt = 1; ; attempt++) {
    try {
      return await withBreaker(
        service,
        () => askOnce(url, headers),
        (error) => error instanceof Away && (error.code === "refused_key" || (hasOwnKey && error.code === "rate_limited")),
      );
    } catch (error) {
      if (error instanceof CircuitOpen) return { outcome: "away", code: "resting" };
      if (!(error instanceof Away)) throw error;
      const { code, waitMs } = error;
      const wait = waitMs ?? 2 ** attempt * (env().NODE_ENV === "test" ? 1 : 200) * (0.5 + Math.random());
      if (code === "refused_key" || attempt === tries || wait > longestPauseMs) return { outcome: "away", code };
      await pause(wait);
    }
  }
}

async function askOnce(url: string, headers: Record<string, string> = {}): Promise<JsonAnswer> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      headers: { accept: "application/json", "user-agent": "Essor", ...headers },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
    });
  } catch (error) {
    throw new Away(isLate(error) ? "too_slow" : "unreachable", null);
  }
  const { status } = answer;
  const isAnswer = answer.ok || status === 404 || status === 422;
  if (!isAnswer) void answer.body?.cancel().catch(() => {});
  if (status === 401 || status === 402 || status === 403) throw new Away("refused_key", null);
  if (status === 429) throw new Away("rate_limited", secondsOf(answer.headers.get("retry-after")));
  if (!isAnswer) throw new Away("unreachable", null);
  return { outcome: "answered", status, body: parsed(await readAtMost(answer)) };
}

const isLate = (error: unknown) => error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
const secondsOf = (text: string | null) => (text && /^\d{1,5}$/.test(text) ? Number(text) * 1000 : null);

/** Undefined when there is more: a service that sends without end is not read without end. */
async function readAtMost(answer: Response): Promise<string | undefined> {
  const pieces: Array<Uint8Array> = [];
  let size = 0;
  try {
    for await (const piece of (answer.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > longestAnswer) return undefined;
      pieces.push(piece);
    }
  } catch (error) {
    throw new Away(isLate(error) ? "too_slow" : "unreachable", null);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
