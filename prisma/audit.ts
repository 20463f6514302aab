// npm run audit -- verify [--company <id>] [--anchors <file>]: walks the audit chain of each company, or of one, from its first entry to
// its head, and names the first entry that is not what was written. Ends with 1 when a chain is broken.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { env, rereadEnv } from "../app/platform/env.server";
import type { ChainFault, Fault } from "../app/platform/audit/verify-chain.rules";
import { chooseDatabase } from "../scripts/database.mjs";
import { ownSecrets } from "../scripts/postgres.mjs";
import { Refusal, runCommand } from "../scripts/refusal.mjs";
import { anchorsOfFile, companiesWithChain, verifyChain } from "./audit/verify-audit";

const root = resolve(import.meta.dirname, "..");
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { company: { type: "string" }, anchors: { type: "string" } },
    });
    if (positionals.length !== 1 || positionals[0] !== "verify") throw new Error("Say what to do: npm run audit -- verify");
    if (values.company && !uuid.test(values.company)) throw new Error(`--company takes an id, not “${values.company}”.`);
    const file = values.anchors ?? env().AUDIT_ANCHOR_FILE;
    if (values.anchors && !existsSync(values.anchors)) throw new Error(`${values.anchors} is not there.`);
    return { company: values.company, file: file && existsSync(file) ? file : undefined };
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

const said: Record<Fault, string> = {
  altered: "was altered",
  rewritten: "was written anew, or what follows it was",
  inserted: "was slipped in",
  missing: "is missing",
  cut: "and all after it were cut off",
  head_altered: "is not where the chain's head says it ends",
  anchor_forged: "has an anchor that this installation did not sign",
};
const faultLine = ({ fault, sequence, entryId }: ChainFault) => `entry ${sequence}${entryId ? ` (${entryId})` : ""} ${said[fault]}`;

await runCommand(async () => {
  const { company, file } = readArguments();
  const database = await chooseDatabase(root);
  try {
    if (!database.ownerUrl) throw new Refusal("Set DATABASE_OWNER_URL, the address of essor_owner: nobody else reads the archive.");
    // Anchors are signed with the product's own secret: on a clone it lies beside the database's.
    if (!process.env.SESSION_SECRET && !process.env.DATABASE_URL) Object.assign(process.env, ownSecrets(root));
    rereadEnv();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      const outside = file ? anchorsOfFile(file) : [];
      let broken = 0;
      for (const companyId of company ? [company] : await companiesWithChain(owner)) {
        const { entries, anchors, fault } = await verifyChain(owner, companyId, outside);
        if (fault) broken++;
        console.log(`${companyId}: ${fault ? faultLine(fault) : `${entries} entries and ${anchors} anchors hold`}`);
      }
      process.exitCode = broken > 0 ? 1 : 0;
    } finally {
      await owner.end();
    }
  } finally {
    await database.close();
  }
});
