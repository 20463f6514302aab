import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** An expression: how many drafts wait for a person. Part of a statement that runs anyway. */
export const draftsWaiting = ({ companyId }: CompanyCtx) => Prisma.sql`(
  SELECT count(*)::int FROM messages m WHERE m.company_id = ${companyId}::uuid AND m.status = 'pending_approval' AND m.deleted_at IS NULL)`;
