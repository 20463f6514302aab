import type { Db } from "~/platform/db.server";
import { uuidv7 } from "~/platform/ids";
import { maskChange, maskMessage } from "./mask-values.rules";
import { originOf } from "./origin.server";

/** The legal ground on which personal data was touched, as article 6 of the GDPR counts them. */
export type GdprBasis = "consent" | "contract" | "legal_obligation" | "legitimate_interest" | "vital_interest" | "public_task";

/** One act, for the log of the company. */
export interface AuditEntry {
  /** '<noun>.<past participle>': member.invited. Its words stand in operations under audit.action. */
  action: `${string}.${string}`;
  /** What it was done to. The id is a uuid; of an act on many, leave it out and say how many in `after`. */
  about?: { type: string; id?: string };
  /** Values, in part or whole: only what differs is kept, secrets and personal values are marked, not kept. */
  before?: object | null;
  after?: object | null;
  basis?: GdprBasis;
  /** False for what was tried and refused. */
  success?: boolean;
  /** A refusal's code. */
  error?: string;
}

/** Who acts: a member, or a job by its name. */
export type AuditActor = { kind: "user" | "job"; id: string };

/** As many rows one transaction writes for one action; beyond, they become one that says how many. */
const rowsOfOneAction = 50;

/**
 * Writes what was done in one statement, in the caller's transaction. Called last in it: the company's chain is held from here until
 * the commit, and as nothing is locked after it, two transactions wait for each other's link but never in a circle.
 */
export async function writeAudit(db: Db, companyId: string, actor: AuditActor, now: Date, entries: Array<AuditEntry>) {
  const rows = summed(entries).map((entry) => auditRow(entry, now));
  const { correlationId, clientAddress, userAgent, fact } = originOf() ?? {};
  await db.$executeRaw`
    INSERT INTO audit_logs (id, company_id, user_id, actor, action, resource_type, resource_id, ip_address, user_agent, correlation_id,
      old_values, new_values, gdpr_basis, success, error_message, created_at)
    SELECT r.id, ${companyId}::uuid, ${actor.kind === "user" ? actor.id : null}::uuid, ${actor.kind === "user" ? null : actor.id.slice(0, 100)},
      r.action, r.resource_type, r.resource_id, ${clientAddress?.slice(0, 45) ?? null}, ${userAgent?.slice(0, 500) ?? null},
      coalesce((SELECT e.metadata ->> 'correlationId' FROM events e
        WHERE e.company_id = ${companyId}::uuid AND e.id = ${fact?.id ?? null}::uuid AND e.occurred_at = ${fact?.occurredAt ?? null}::timestamptz), ${correlationId?.slice(0, 100) ?? null}),
      r.old_values, r.new_values, r.gdpr_basis, r.success, r.error_message, r.created_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, action text, resource_type text, resource_id uuid,
      old_values jsonb, new_values jsonb, gdpr_basis text, success boolean, error_message text, created_at timestamptz)`;
}

function auditRow({ action, about, before, after, basis, success = true, error }: AuditEntry, now: Date) {
  const values = maskChange(about?.type, before, after);
  return {
    id: uuidv7(now),
    action,
    resource_type: about?.type ?? null,
    resource_id: about?.id ?? null,
    old_values: values.before,
    new_values: values.after,
    gdpr_basis: basis ?? null,
    success,
    error_message: error ? maskMessage(error) : null,
    created_at: now,
  };
}

/** A hundred thousand of a kind are one line: how many, and the first of them. */
function summed(entries: Array<AuditEntry>): Array<AuditEntry> {
  const kinds = new Map<string, Array<AuditEntry>>();
  for (const entry of entries) {
    const kind = `${entry.action} ${entry.about?.type ?? ""} ${entry.success ?? true}`;
    const same = kinds.get(kind);
    if (same) same.push(entry);
    else kinds.set(kind, [entry]);
  }
  return [...kinds.values()].flatMap((same) => {
    const [first] = same;
    if (same.length <= rowsOfOneAction || !first) return same;
    const ids = same.slice(0, rowsOfOneAction).flatMap(({ about }) => about?.id ?? []);
    return [
      {
        action: first.action,
        about: first.about && { type: first.about.type },
        after: { count: same.length, firstIds: ids },
        basis: first.basis,
        success: first.success,
      },
    ];
  });
}
