import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "~/generated/prisma/client";
import { env } from "./env.server";
import { TransactionPool } from "./transaction-pool.server";

export type Db = Prisma.TransactionClient;

let client: PrismaClient | undefined;
/** Every SQL statement as it leaves, for those who count them. */
export const statementListeners = new Set<(sql: string) => void>();

/** The only client. Nothing outside platform/ may import this file: without a company set it sees no rows of any. */
export function prisma(): PrismaClient {
  return (client ??= connect());
}

function connect() {
  const { DATABASE_URL, DATABASE_POOL } = env();
  if (!DATABASE_URL) throw new Error("Set DATABASE_URL, the address of the role app_rw (npm start does).");
  const pool = new TransactionPool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    options: "-c statement_timeout=60000 -c idle_in_transaction_session_timeout=30000 -c lock_timeout=10000 -c timezone=UTC",
  });
  const made = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    log: [{ emit: "event", level: "query" }],
  });
  made.$on("query", ({ query }) => statementListeners.forEach((listen) => listen(query)));
  return made;
}

/** Refuses to run as a role that row security does not bind. Called once, when the server starts. */
export async function refuseMightyRole() {
  const [role] = await prisma().$queryRaw<Array<{ mighty: boolean; owns: boolean }>>`
    SELECT rolsuper OR rolbypassrls AS mighty,
      EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS owns
    FROM pg_roles r WHERE rolname = current_user`;
  if (role?.mighty || role?.owns)
    throw new Error("DATABASE_URL names a role that row security does not bind (superuser, BYPASSRLS or owner). Use app_rw.");
}

export const pingDatabase = () => prisma().$queryRaw`SELECT 1`;

export async function closeDatabase() {
  const open = client;
  client = undefined;
  await open?.$disconnect();
}
