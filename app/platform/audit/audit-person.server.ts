import { now } from "~/platform/clock";
import { type Db, prisma } from "~/platform/db.server";
import { maskChange } from "./mask-values.rules";
import { originOf } from "./origin.server";

export interface PersonEntry {
  action: `${string}.${string}`;
  /** Whom it is about; null for an address that nobody here has. */
  userId: string | null;
  /** The company it happened in; without one it stands in the log of each the person works in. */
  companyId?: string | null;
  after?: object;
  /** False for what was tried and refused: then it is not said that he did it himself. */
  success?: boolean;
  error?: string;
}

/**
 * Logs an act on an account, where no company's transaction is open: log-in, log-out, password. Inside a person's transaction give its
 * `db`, so that both stand or neither. For nobody known it takes as long and writes nothing.
 */
export async function auditPerson(
  { action, userId, companyId = null, after, success = true, error }: PersonEntry,
  db: Pick<Db, "$executeRaw"> = prisma(),
) {
  const { correlationId, clientAddress, userAgent } = originOf() ?? {};
  const entry = {
    action,
    user_id: success ? userId : null,
    ip_address: clientAddress?.slice(0, 45),
    user_agent: userAgent?.slice(0, 500),
    correlation_id: correlationId?.slice(0, 100),
    new_values: maskChange("user", null, after).after,
    success,
    error_message: error,
    created_at: now(),
  };
  await db.$executeRaw`SELECT across.audit_person(${userId}::uuid, ${companyId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
}
