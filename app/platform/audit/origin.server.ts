import { AsyncLocalStorage } from "node:async_hooks";

/** Where what is done came from: a request that reached us, or the fact that woke a job. */
export interface Origin {
  /** One for all that one request set off, jobs included. The request's id, or for what no request began, the run's. */
  correlationId: string;
  clientAddress?: string;
  userAgent?: string;
  /** The fact that woke this job: it knows the request it was written in. */
  fact?: { id: string; occurredAt: Date };
}

const current = new AsyncLocalStorage<Origin>();

/** Runs `work` as something that came from there: what it audits and announces says so. */
export const withOrigin = <T>(origin: Origin, work: () => T) => current.run(origin, work);

/** Undefined for programs and tests that nobody asked. */
export const originOf = () => current.getStore();
