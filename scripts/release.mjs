// npm run release: migrates the database at DATABASE_OWNER_URL. The deployment's release command; nothing else of the new version runs before it.
import { resolve } from "node:path";
import { migrate } from "./migrations.mjs";
import { Refusal, runCommand } from "./refusal.mjs";

await runCommand(async () => {
  const { DATABASE_OWNER_URL } = process.env;
  if (!DATABASE_OWNER_URL) throw new Refusal("Set DATABASE_OWNER_URL, the address of essor_owner: only it may migrate.");
  console.log((await migrate(resolve(import.meta.dirname, ".."), DATABASE_OWNER_URL)) ? "Database migrated." : "Nothing to migrate.");
});
