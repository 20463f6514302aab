// npm run seed [-- --prospects 100000]: plans, reference rows, the demo company and what is missing of its story.
// npm run seed -- --companies 100 --prospects 1000000: the load set instead, for benches. What is there already stays.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkNode, ensurePackages } from "./packages.mjs";
import { Refusal, runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");

await runCommand(async () => {
  checkNode();
  ensurePackages(root, console.log);
  const { values } = readArguments();
  const isLoad = values.companies !== undefined;
  const companies = wholeNumber("--companies", values.companies);
  const prospects = wholeNumber("--prospects", values.prospects);
  if (isLoad && process.env.NODE_ENV === "production" && !values.yes)
    throw new Refusal("This is a production environment: the load set is made here only with --yes.");

  const { ensureClient } = await import("./build.mjs");
  const { chooseDatabase } = await import("./database.mjs");
  const { migrate } = await import("./migrations.mjs");
  const { openSource } = await import("./load-source.mjs");
  const { ownSecrets } = await import("./postgres.mjs");
  const database = await chooseDatabase(root);
  try {
    if (!database.ownerUrl) throw new Refusal("Set DATABASE_OWNER_URL, the address of essor_owner: seeds are written by it.");
    ensureClient(root, console.log);
    await migrate(root, database.ownerUrl);
    // Nobody is written to while seeding, and drafts are composed by rules.
    Object.assign(process.env, { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, VENDORS: "local" });
    process.env.NODE_ENV ??= "development";
    for (const [name, value] of Object.entries(ownSecrets(root))) process.env[name] ??= value;
    const source = await openSource(root);
    try {
      const { seedDemo, seedLoad } = await source.load("/prisma/seed.ts");
      if (isLoad) await seedLoad({ companies, prospects: prospects ?? 0, say: console.log });
      else await seedDemo({ prospects, say: console.log });
    } finally {
      await source.close();
    }
  } finally {
    await database.close();
  }
});

function readArguments() {
  try {
    const option = { type: "string" };
    return parseArgs({ options: { companies: option, prospects: option, yes: { type: "boolean" } } });
  } catch (error) {
    throw new Refusal(error.message);
  }
}

function wholeNumber(name, text) {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || (name === "--companies" && number < 1))
    throw new Refusal(`${name} takes a whole number, not “${text}”.`);
  return number;
}
