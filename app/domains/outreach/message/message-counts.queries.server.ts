import type { CompanyCtx } from "~/platform/tenancy.server";

/** Drafts that wait for a person. */
export const countDraftsWaiting = ({ db, companyId }: CompanyCtx): Promise<number> =>
  db.message.count({ where: { companyId, status: "pending_approval", deletedAt: null } });
