// npm run keys [-- new <id> | rotate | rotate --reseal]: which keys of ENCRYPTION_KEYS are in use, and their change. Runs beside the product.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Refusal, runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");

await runCommand(async () => {
  // Where only the build was brought, it is taken as it is.
  if (existsSync(join(root, "app"))) (await import("./build.mjs")).ensureBuild(root, console.error);
  const { chooseDatabase } = await import("./database.mjs");
  const { ownSecrets } = await import("./postgres.mjs");
  const database = await chooseDatabase(root);
  try {
    if (!database.ownerUrl) throw new Refusal("Set DATABASE_OWNER_URL, the address of essor_owner: only it changes keys.");
    const own = process.env.ENCRYPTION_KEYS || process.env.DATABASE_URL ? {} : ownSecrets(root);
    const { status } = spawnSync(process.execPath, ["build/server/keys.js", ...process.argv.slice(2)], {
      cwd: root,
      env: { ...own, ...process.env, NODE_ENV: "production", DATABASE_OWNER_URL: database.ownerUrl },
      stdio: "inherit",
    });
    process.exitCode = status ?? 1;
  } finally {
    await database.close();
  }
});
