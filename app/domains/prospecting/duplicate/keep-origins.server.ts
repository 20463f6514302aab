import type { CompanyCtx } from "~/platform/tenancy.server";

/** Until this transaction ends the database notes no origins of values: a merge says them itself, its undoing finds them as they were. */
export const keepOrigins = (db: CompanyCtx["db"]) => db.$queryRaw`SELECT set_config('app.value_origin', 'keep', true)`;
