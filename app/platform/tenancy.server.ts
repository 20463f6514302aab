import { type AuditEntry, writeAudit } from "./audit/write-audit.server";
import { uuidv7 } from "./ids";
import { now as readClock } from "./clock";
import { refusalOf } from "./database/refuse-by-database.server";
import { type Db, prisma } from "./db.server";
import { insideTransaction } from "./inside-transaction.server";
import { type NewNotification, writeNotifications } from "./notify.server";
import { deliverFacts, type Fact, writeFacts, type WrittenFact } from "./outbox.server";
import type { Reach } from "./rights.rules";
import { withTransactionSettings } from "./transaction-pool.server";

export type Actor = { kind: "user"; id: string } | { kind: "job"; id: string };

/** Who works where, before a transaction is open. */
export interface CompanyScope {
  companyId: string;
  actor: Actor;
  /** The people whose rows this reaches, by noun; what is not named reaches everybody's. The gate sets it from the member's rights. */
  reach?: Reach;
}

/** One transaction of one company. The only way to the database. */
export interface CompanyCtx extends CompanyScope {
  db: Db;
  now: Date;
  /** Writes a fact in this transaction; the jobs get it after commit. `about` is the id of what it is about. */
  emit: (fact: Fact, about: string) => void;
  /** Writes into the company's audit log, in this transaction, when the work is done. An act on many is one entry that says how many. */
  audit: (entry: AuditEntry) => void;
  /** Tells members of the company in this transaction: in the product, and in the daily mail, as each wants it. */
  notify: (told: NewNotification) => void;
}

/** Milliseconds a transaction, and each statement in it, may take. */
const userTimeout = 15_000;
const jobTimeout = 60_000;

/**
 * Runs `work` in one transaction that sees one company's rows only, then hands its facts to the jobs.
 * Nothing slow inside: no vendor, no model, no mail. A throw rolls back the rows and the facts. `bulk` gives a person's act on a
 * hundred thousand rows the time of a job.
 * @throws AppError 'platform.database.…' where the database refused a value or gave way to somebody else: a sentence, at its field
 */
export async function inCompany<T>(
  { companyId, actor, reach }: CompanyScope,
  work: (ctx: CompanyCtx) => Promise<T>,
  { bulk = false }: { bulk?: boolean } = {},
): Promise<T> {
  const facts: Array<WrittenFact> = [];
  const entries: Array<AuditEntry> = [];
  const told: Array<NewNotification> = [];
  const now = readClock();
  const timeout = bulk || actor.kind === "job" ? jobTimeout : userTimeout;
  const result = await inTransaction({ companyId, userId: actor.kind === "user" ? actor.id : "", reach, timeout }, async (db) => {
    const emit = (fact: Fact, about: string) => {
      if (fact.data.companyId !== companyId) throw new Error(`${fact.name} names another company than its transaction`);
      facts.push({ id: uuidv7(now), name: fact.name, data: fact.data, about, occurredAt: now });
    };
    const done = await insideTransaction.run(() =>
      work({ companyId, actor, reach, db, now, emit, notify: (one) => void told.push(one), audit: (entry) => void entries.push(entry) }),
    );
    if (told.length > 0) await writeNotifications(db, { companyId, now }, told);
    if (facts.length > 0) await writeFacts(db, facts, { actor });
    if (entries.length > 0) await writeAudit(db, companyId, actor, now, entries); // last: the chain is held until the commit
    return done;
  });
  if (facts.length > 0) await deliverFacts(facts);
  return result;
}

/** One transaction of a person who is not in a company yet: sees himself, his sessions, his tokens, his memberships. */
export async function asUser<T>(userId: string, work: (ctx: { db: Db; userId: string; now: Date }) => Promise<T>): Promise<T> {
  return inTransaction({ companyId: "", userId, timeout: userTimeout }, (db) =>
    insideTransaction.run(() => work({ db, userId, now: readClock() })),
  );
}

/** The one place where a transaction learns on whose behalf it runs, and where what the database refuses becomes an answer. */
async function inTransaction<T>(
  { companyId, userId, reach = {}, timeout }: { companyId: string; userId: string; reach?: Reach; timeout: number },
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const settings = {
    "app.current_company_id": companyId,
    "app.current_user_id": userId,
    statement_timeout: String(timeout),
    ...reachSettings(reach),
  };
  try {
    return await withTransactionSettings(settings, () => prisma().$transaction(work, { timeout, maxWait: 10_000 }));
  } catch (error) {
    throw (await refusalOf(error)) ?? error;
  }
}

/** What row security reads (app.reach): an array of ids a noun. */
const reachSettings = (reach: Reach) =>
  Object.fromEntries(Object.entries(reach).map(([noun, people]) => [`app.reach_${noun}`, `{${people.join(",")}}`]));

/** A job's place in a company: the event named the company, the function is the actor. */
export const asJob = (companyId: string, functionId: string): CompanyScope => ({ companyId, actor: { kind: "job", id: functionId } });
