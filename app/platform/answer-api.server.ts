import type { LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import { AppError } from "./errors";
import { isLanguage, sentenceOf } from "./i18n";
import { voiceFor } from "./i18n.server";
import { uuidv7 } from "./ids";
import { log } from "./logger";
import type { Permission } from "./permissions";
import { inCompany } from "./tenancy.server";
import { requireToken, tokenRate, type TokenMember } from "./token-gate.server";

/** What is wrong with one value: where it stands (RFC 6901) and the code of its sentence. */
interface Fault {
  pointer: string;
  code: string;
}

/** Values of a request that do not fit. */
class Unfit extends Error {
  constructor(
    readonly code: string,
    readonly status: 400 | 422,
    readonly faults: Array<Fault> = [],
  ) {
    super(code);
  }
}

/**
 * One door of the API: the token first, then the work, whose answer goes out as JSON. Refusals are problems (RFC 9457) with the code of
 * their sentence; what nobody expected is told by its request's id alone. Each call is noted with its token, without its texts.
 * `endpoint`: the address without ids.
 */
export async function answerApi(
  { request, context }: Pick<LoaderFunctionArgs, "request" | "context">,
  { permission, endpoint }: { permission: Permission | null; endpoint: string },
  work: (token: TokenMember) => Promise<Response>,
): Promise<Response> {
  const begun = performance.now();
  let token: TokenMember | undefined;
  const answer = await (async () => {
    try {
      token = await requireToken(request, context.clientAddress, permission);
      return await work(token);
    } catch (error) {
      return problem(request, context.requestId, error);
    }
  })();
  if (token)
    await noteCall(token, {
      request,
      endpoint,
      status: answer.status,
      ms: performance.now() - begun,
      clientAddress: context.clientAddress,
    });
  return answer;
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });

/** The JSON object of a request, by its schema. @throws a problem: 400 for what is no JSON object, 422 for values that do not fit */
export async function readJson<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const text = await request.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unfit("identity.api.body_invalid", 400);
  }
  // No text of the database holds a NUL.
  if (typeof value !== "object" || value === null || Array.isArray(value) || JSON.stringify(value).includes("\\u0000"))
    throw new Unfit("identity.api.body_invalid", 400);
  return fitting(schema, value, 422, "identity.api.invalid");
}

/** Values out of an address, by their schema. @throws a problem (400) */
export const readQuery = <S extends z.ZodType>(search: URLSearchParams, schema: S): z.output<S> =>
  fitting(schema, Object.fromEntries(search), 400, "identity.api.query_invalid");

export function fitting<S extends z.ZodType>(schema: S, value: unknown, status: 400 | 422, code: string): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.slice(0, 50).map(({ path, message }) => ({
    pointer: `/${path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`,
    code: /^[a-z_]+(\.[a-z_]+)+$/.test(message) ? message : "platform.form.invalid",
  }));
  throw new Unfit(code, status, faults);
}

/** The answer to a method that a door does not know. */
export const refuseMethod = (allow: string) => {
  throw new AppError("identity.api.method", { status: 409, values: { allow } });
};

async function problem(request: Request, requestId: string, error: unknown): Promise<Response> {
  const isRefusal = error instanceof AppError || error instanceof Unfit;
  if (!isRefusal)
    log({ level: "error", msg: "api", requestId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const code = isRefusal ? error.code : "identity.api.unexpected";
  const allow = error instanceof AppError && code === "identity.api.method" ? String(error.detail.values!.allow) : undefined;
  const status = allow ? 405 : error instanceof AppError ? (error.detail.status ?? 409) : error instanceof Unfit ? error.status : 500;
  const faults: Array<Fault> =
    error instanceof Unfit
      ? error.faults
      : error instanceof AppError && error.detail.field
        ? [{ pointer: `/${error.detail.field}`, code }]
        : [];
  const wanted = request.headers.get("accept-language")?.slice(0, 2).toLowerCase();
  const voice = await voiceFor(isLanguage(wanted) ? wanted : "en", ["identity", "prospecting", "platform"]);
  const say = (of: string, values: Record<string, string | number> = {}) =>
    voice.t(sentenceOf(of).key, { ...sentenceOf(of).values, ...values });
  const values = error instanceof AppError ? error.detail.values : undefined;
  const body = {
    type: `urn:essor:problem:${code}`,
    title: say(code, values),
    status,
    code,
    instance: `urn:essor:request:${requestId}`,
    ...(faults.length > 0 && { errors: faults.map((fault) => ({ ...fault, detail: say(fault.code, values) })) }),
  };
  return json(body, status, {
    "content-type": "application/problem+json; charset=utf-8",
    ...(status === 401 && { "www-authenticate": 'Bearer realm="Essor"' }),
    ...(status === 429 && { "retry-after": String(tokenRate.windowSeconds - (Math.floor(Date.now() / 1000) % tokenRate.windowSeconds)) }),
    ...(allow && { allow }),
  });
}

interface Call {
  request: Request;
  endpoint: string;
  status: number;
  ms: number;
  clientAddress: string;
}

async function noteCall(token: TokenMember, { request, endpoint, status, ms, clientAddress }: Call) {
  await inCompany(token, ({ db, companyId, actor, now }) =>
    db.apiUsage.create({
      data: {
        id: uuidv7(now),
        companyId,
        userId: actor.id,
        apiTokenId: token.apiTokenId,
        endpoint,
        method: request.method,
        responseTimeMs: Math.round(ms),
        statusCode: status,
        ipAddress: clientAddress.slice(0, 45),
        createdAt: now,
      },
    }),
  ).catch((error: unknown) => log({ level: "warn", msg: "a call was not noted", error: String(error).slice(0, 200) }));
}
