import { createHmac, randomBytes } from "node:crypto";
import { Inngest, type Logger, Middleware } from "inngest";
import { withOrigin } from "~/platform/audit/origin.server";
import { isId } from "~/platform/ids";
import { log } from "~/platform/logger";

/** Whether the jobs run on the engine in this process (default), or on the Inngest server that the INNGEST_* variables name. */
export const isEmbedded = process.env.JOBS !== "inngest";

// Derived, so that all processes of one installation agree. Without a secret this process agrees with itself, which is
// all that an engine and a handler in one process need; nobody outside can sign either way.
const secret = process.env.SESSION_SECRET || randomBytes(32).toString("hex");
const derive = (use: string) => createHmac("sha256", secret).update(`essor jobs: ${use}`).digest("hex");

/** The keys between the embedded engine and the SDK. */
export const jobKeys = { signingKey: `signkey-essor-${derive("signing key")}`, eventKey: derive("event key") };

/** The address that the embedded engine answers to; requests to it never leave the process. */
export const engineUrl = "http://jobs.essor.invalid";

type Transport = (request: Request) => Promise<Response>;
let transport: Transport | undefined;

/**
 * Sets who takes what is sent: the `fetch` of an engine, whose process need not run jobs itself. Undefined when there is
 * none any more. Returns who took it before.
 */
export function useTransport(next: Transport | undefined) {
  const before = transport;
  transport = next;
  return before;
}

const sendInProcess: typeof fetch = async (input, init) => {
  if (!transport) throw new Error("No job engine takes events in this process: call useTransport first");
  return transport(new Request(input, init));
};

/** What the SDK and the jobs report, in our lines: the sentence and the error, not the event it was about. */
const reporter = (level: "info" | "warn" | "error") =>
  function report(...parts: unknown[]) {
    const fields = parts.find((part): part is { err?: unknown } => typeof part === "object" && part !== null);
    const error = fields instanceof Error ? fields : fields?.err;
    const msg = parts.filter((part) => typeof part === "string").join(" ");
    log({ level, msg: msg || "job", ...(error ? { error: String(error) } : {}) });
  };
const logger: Logger = { debug() {}, info: reporter("info"), warn: reporter("warn"), error: reporter("error") };

/** What a job's step audits and announces goes back to the fact that woke the job; what a clock woke, to the run. */
class OriginOfJobs extends Middleware.BaseMiddleware {
  readonly id = "essor/origin-of-jobs";
  override wrapFunctionHandler({ ctx, next }: Middleware.WrapFunctionHandlerArgs) {
    return withOrigin(originOfRun(ctx), next);
  }
  override wrapStepHandler({ ctx, next }: Middleware.WrapStepHandlerArgs) {
    return withOrigin(originOfRun(ctx), next);
  }
}

function originOfRun({ event, runId }: { event: { id?: string; ts?: number }; runId: string }) {
  const isFact = isId(event.id) && event.ts !== undefined;
  return { correlationId: runId, ...(isFact && { fact: { id: event.id!, occurredAt: new Date(event.ts!) } }) };
}

/** A client whose events go to the engine of this process. The product has one, `inngest`; tests of the engine make their own. */
export const embeddedClient = (id: string, reportTo: Logger = logger) =>
  // Without checkpointing each step is its own call: stored before the next begins, and counted by the concurrency keys.
  new Inngest({
    id,
    isDev: false,
    checkpointing: false,
    ...jobKeys,
    baseUrl: engineUrl,
    fetch: sendInProcess,
    logger: reportTo,
    middleware: [OriginOfJobs],
  });

export const inngest = isEmbedded
  ? embeddedClient("essor")
  : new Inngest({ id: "essor", checkpointing: false, logger, middleware: [OriginOfJobs] });

/** Asks the embedded engine about runs, with its own key. Runs on an outside server are for its dashboard. */
export function askJobServer(method: "GET" | "POST", path: string): Promise<Response> {
  if (!isEmbedded) throw new Error("Runs are kept by the Inngest server");
  return sendInProcess(`${engineUrl}${path}`, { method, headers: { authorization: `Bearer ${jobKeys.signingKey}` } });
}
