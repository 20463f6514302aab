import { randomBytes } from "node:crypto";
import pg from "pg";
import { VaultError } from "~/platform/vault/cipher";
import { renewDataKeys, rewrapDataKeys, wrappedBy } from "~/platform/vault/change-keys.server";
import { keyRing } from "~/platform/vault/key-ring.server";

/** npm run keys: the change of keys, as the owner, while the product runs. Prints ids and counts, never a key that is in use. */
const [act = "status", ...rest] = process.argv.slice(2);
const usage = "Say what to do: npm run keys, npm run keys -- new <id>, npm run keys -- rotate, npm run keys -- rotate --reseal";
const say = (line: string) => process.stdout.write(`${line}\n`);

async function withOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

async function status() {
  const { current, keys } = keyRing();
  for (const { keyId, dataKeys } of await withOwner(wrappedBy))
    say(
      `${keyId}  ${dataKeys} data keys${keyId === current ? ", the first of the ring" : keys.has(keyId) ? "" : ": NOT IN ENCRYPTION_KEYS"}`,
    );
  const idle = await withOwner(async (owner) => {
    const used = new Set((await wrappedBy(owner)).map(({ keyId }) => keyId));
    return [...keys.keys()].filter((id) => !used.has(id));
  });
  for (const id of idle) say(`${id}  wraps nothing${id === current ? " yet" : ": it may leave ENCRYPTION_KEYS"}`);
}

async function rotate() {
  const { current } = keyRing();
  say(`${await withOwner(rewrapDataKeys)} data keys are wrapped anew by “${current}”.`);
  if (!rest.includes("--reseal")) return;
  const { given, sealed, discarded, kept } = await withOwner(renewDataKeys);
  say(
    `${given} new data keys, ${sealed} secrets sealed again, ${discarded} old data keys discarded${kept ? `, ${kept} still needed: run it once more` : ""}.`,
  );
}

const acts: Record<string, () => Promise<void> | void> = {
  status,
  rotate,
  new: () => void say(`${rest[0] ?? "v2"}:${randomBytes(32).toString("base64")}`),
};

/** The build's target knows no await outside of a function. */
async function run() {
  try {
    await (acts[act] ?? (() => Promise.reject(new VaultError(usage))))();
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

void run();
