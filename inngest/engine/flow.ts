import { evaluate, parse } from "@marcbachmann/cel-js";
import { Cron } from "croner";
import type { FunctionConfig, Json } from "./protocol";

/** The pauses between attempts, in seconds, as the real server makes them; up to half a minute is added by chance. */
const pauses = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export const dayMs = 86_400_000;

/** Milliseconds before the attempt that follows `attempt`, which counts from 0. */
export const defaultBackoff = (attempt: number) => (pauses[Math.min(attempt, pauses.length - 1)]! + Math.random() * 30) * 1000;

/** "1h30m" in milliseconds. @throws on anything that is not a duration. */
export function durationMs(text: string) {
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) throw new Error(`"${text}" is not a duration`);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|[smhdw])/g)) total += Number(amount) * units[unit!]!;
  return Math.round(total);
}

/** A moment written as a date or as a duration from now. The SDK writes less than a second as "". */
export const momentOf = (text: string, now: number) => (/^\d{4}-/.test(text) ? Date.parse(text) : now + durationMs(text || "0s"));

/** Next tick of a cron ("TZ=Europe/Paris 0 9 * * 1") after `after`. Hours that a time change skips are made up for, hours that it repeats count once. */
export function nextTick(cron: string, after: number) {
  const [, timezone = "UTC", pattern = cron] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(cron) ?? [];
  const next = new Cron(pattern, { timezone, paused: true }).nextRun(new Date(after));
  return next ? next.getTime() : null;
}

export interface ExpressionContext {
  event: Json;
  async?: Json;
}

/** The value of a CEL expression; undefined when it names something that is not there. */
export function valueOf(expression: string, context: ExpressionContext): unknown {
  try {
    return evaluate(expression, context as unknown as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

/** Why a CEL expression cannot be read, or null. */
export function expressionFault(expression: string | undefined): string | null {
  try {
    if (expression) parse(expression);
    return null;
  } catch (error) {
    return firstLine(error);
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message.split("\n")[0]! : String(error));

export const holds = (expression: string | null | undefined, context: ExpressionContext) =>
  !expression || valueOf(expression, context) === true;

/** The text a key expression stands for; "" without an expression. */
export function keyOf(expression: string | undefined, event: Json) {
  if (!expression) return "";
  const value = valueOf(expression, { event });
  return typeof value === "object" ? JSON.stringify(value, (_, x) => (typeof x === "bigint" ? String(x) : x)) : String(value);
}

/**
 * `async.data.x == event.data.x`, the form that `match` takes: path and value that the waiting run's event must have.
 * Lets the database choose among many waiting runs; the expression itself is still evaluated.
 */
export function matchOf(expression: string | null | undefined, arriving: Json): { path: string[]; value: string } | null {
  const found = /^\s*(event|async)\.(data(?:\.\w+)+)\s*==\s*(event|async)\.(data(?:\.\w+)+)\s*$/.exec(expression ?? "");
  if (!found || found[1] === found[3]) return null;
  const [mine, theirs] = found[1] === "async" ? [found[2]!, found[4]!] : [found[4]!, found[2]!];
  const value = mine.split(".").reduce((part: Json, name) => part?.[name], arriving);
  return typeof value === "string" ? { path: theirs.split("."), value } : null;
}

/** Keys that a run's calls count under, and how many may run at once under each. */
export function concurrencyOf(fn: FunctionConfig, event: Json) {
  const options = fn.concurrency === undefined ? [] : [fn.concurrency].flat();
  const keys = options.map((option) => {
    if (typeof option === "number") return fn.id;
    const scope = !option.scope || option.scope === "fn" ? fn.id : option.scope;
    return option.key ? `${scope}:${keyOf(option.key, event)}` : scope;
  });
  return { keys, limits: options.map((option) => (typeof option === "number" ? option : option.limit)) };
}

/** Seconds, −600 to 600, by which a run goes before others that are due. */
export function priorityOf(fn: FunctionConfig, event: Json) {
  const seconds = fn.priority?.run ? Number(valueOf(fn.priority.run, { event }) ?? 0) : 0;
  return Number.isFinite(seconds) ? Math.max(-600, Math.min(600, seconds)) : 0;
}

/**
 * GCRA: may one more pass now? `gate` is the moment stored for the key.
 * Returns the moment to store, or the moment from which it may be tried again.
 */
export function passGate(gate: number | undefined, now: number, spacingMs: number, burst: number) {
  const from = Math.max(now, gate ?? 0);
  const allowedAt = from + spacingMs - spacingMs * Math.max(1, burst);
  return allowedAt > now
    ? { passes: false as const, at: Math.ceil(allowedAt) }
    : { passes: true as const, gate: Math.ceil(from + spacingMs) };
}

/**
 * Refuses at sync what could only fail later: expressions and durations that do not parse, and options this engine has not.
 * Returns a sentence, or null when the function may run.
 */
export function faultOf(fn: FunctionConfig): string | null {
  if (fn.timeouts) return "timeouts are not supported by the embedded engine";
  if (fn.batchEvents?.if) return "batchEvents.if is not supported by the embedded engine";
  if (fn.triggers.some((trigger) => trigger.jitter)) return "cron jitter is not supported by the embedded engine";
  const concurrency = [fn.concurrency ?? []].flat().map((option) => (typeof option === "number" ? undefined : option.key));
  const expressions = [
    ...fn.triggers.map((trigger) => trigger.expression),
    ...(fn.cancel ?? []).map((cancel) => cancel.if),
    ...concurrency,
    ...[fn.throttle, fn.rateLimit, fn.debounce, fn.batchEvents, fn.singleton].map((option) => option?.key),
    fn.idempotency,
    fn.priority?.run,
  ];
  const durations = [
    ...[fn.throttle?.period, fn.rateLimit?.period, fn.debounce?.period, fn.debounce?.timeout, fn.batchEvents?.timeout],
    ...(fn.cancel ?? []).map((cancel) => cancel.timeout),
  ];
  try {
    for (const expression of expressions) if (expression) parse(expression);
    for (const duration of durations) if (duration) durationMs(duration);
    for (const trigger of fn.triggers) if (trigger.cron) nextTick(trigger.cron, 0);
    return null;
  } catch (error) {
    return firstLine(error);
  }
}
