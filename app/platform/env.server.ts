import { z } from "zod";

const blankIsMissing = (value: unknown) => (value === "" ? undefined : value);
const optional = z.preprocess(blankIsMissing, z.string().optional());

const Env = z.object({
  NODE_ENV: z.string().default("development"),
  /** app_rw's address. */
  DATABASE_URL: optional,
  PUBLIC_ORIGIN: optional,
  PORT: z.preprocess(blankIsMissing, z.coerce.number().default(3000)),
  SESSION_SECRET: optional,
  /** The ring of key-encryption keys, <id>:<base64 of 32 bytes>, apart by commas. The first wraps, each of them opens. */
  ENCRYPTION_KEYS: optional,
  /** Signs the daily anchors of the audit chains; derived from SESSION_SECRET when empty. */
  AUDIT_ANCHOR_KEY: optional,
  /** A file beside the database that anchors are appended to. */
  AUDIT_ANCHOR_FILE: optional,
  /** scrypt's N, a power of two. Lower only where nobody real logs in. */
  SCRYPT_COST: z.preprocess(blankIsMissing, z.coerce.number().default(2 ** 15)),
  JOBS: z.preprocess(blankIsMissing, z.enum(["embedded", "inngest"]).default("embedded")),
  /** `local` uses the stand-ins even where keys are present. */
  VENDORS: optional,
  /** Servers asked whether a domain takes mail, apart by commas, each with a port if need be; the system's own when empty. */
  DNS_SERVERS: optional,
  OPENAI_API_KEY: optional,
  OPENAI_MODEL: z.preprocess(blankIsMissing, z.string().default("gpt-4.1-mini")),
  OPENAI_BASE_URL: optional,
  HUNTER_BASE_URL: z.preprocess(blankIsMissing, z.string().default("https://api.hunter.io")),
  CLEARBIT_BASE_URL: z.preprocess(blankIsMissing, z.string().default("https://company.clearbit.com")),
  /** The State's directory of firms, which needs no key. */
  COMPANY_DIRECTORY_URL: z.preprocess(blankIsMissing, z.string().default("https://recherche-entreprises.api.gouv.fr")),
  POSTMARK_SERVER_TOKEN: optional,
  POSTMARK_BROADCAST_STREAM: z.preprocess(blankIsMissing, z.string().default("broadcast")),
  POSTMARK_INBOUND_ADDRESS: optional,
  /** user:password of the webhook address. */
  POSTMARK_WEBHOOK_AUTH: optional,
  /** Log-in by Google or Microsoft is offered where both keys of one are there. */
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  MICROSOFT_CLIENT_ID: optional,
  MICROSOFT_CLIENT_SECRET: optional,
  /** Whose accounts may come: a tenant's id, or `common` for any. */
  MICROSOFT_TENANT: z.preprocess(blankIsMissing, z.string().default("common")),
  /** Address that our own mails (verification, invitation, report) leave from. */
  MAIL_FROM: z.preprocess(blankIsMissing, z.string().default("Essor <bonjour@essor.example>")),
  DATABASE_POOL: z.preprocess(blankIsMissing, z.coerce.number().default(10)),
});

export type Env = z.infer<typeof Env>;
let read: Env | undefined;

/** The one reader of the environment. Read at first use, so that a build or a test may set it before. @throws Error naming the variable */
export function env(): Env {
  if (read) return read;
  const { data, error } = Env.safeParse(process.env);
  if (error) throw new Error(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join(" · "));
  return (read = data);
}

/** For tests that change process.env. */
export const rereadEnv = () => void (read = undefined);

/** Where people reach us: scheme, host, port. */
export const publicOrigin = () => new URL(env().PUBLIC_ORIGIN ?? `http://localhost:${env().PORT}`).origin;

/** Whether only this machine can reach us. The local mailbox is shown nowhere else. */
export const isLoopback = () => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(publicOrigin()).hostname);

export function sessionSecret(): string {
  const secret = env().SESSION_SECRET;
  if (secret && secret.length >= 32) return secret;
  throw new Error("Set SESSION_SECRET to 32 characters or more: it signs cookies and links.");
}
