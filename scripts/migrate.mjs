// npm run db:migrate <name>: writes prisma/migrations/<now>_<name>/migration.sql from what prisma/*.prisma says more than the
// migrations do. Needs no terminal and touches no database but a scratch one. Row security, grants and triggers are added by hand.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { prisma } from "./migrations.mjs";
import { withEmptyDatabase } from "./postgres/scratch.mjs";
import { Refusal, runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");

await runCommand(async () => {
  const name = process.argv[2]?.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  if (!name) throw new Refusal("Name the migration: npm run db:migrate add-head-count");
  const sql = await withEmptyDatabase(root, ({ ownerUrl }) => {
    const { status, stdout, stderr } = prisma(
      root,
      ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma", "--script"],
      ownerUrl,
    );
    if (status !== 0) throw new Refusal(`Prisma could not compare:\n${(stderr || stdout).trim()}`);
    return stdout;
  });
  if (!/^\s*(?!--)\S/m.test(sql)) return console.log("Nothing to migrate: the migrations say what the schema says.");

  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join("prisma", "migrations", `${stamp}_${name}`);
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "migration.sql"), sql);
  console.log(`${folder}/migration.sql is written. Read it, add row security and grants for new tables, then npm start.`);
});
