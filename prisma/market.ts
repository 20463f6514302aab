// npm run market -- --from <folder>: reads the open files of the housing market that lie in the folder (and below it) into the
// reference tables, as their owner. All of them or nothing; the same files again change nothing.
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { createInstance } from "i18next";
import pg from "pg";
import { type FileReading, importMarket, type MarketImport } from "../app/domains/prospecting/market/import-market.server";
import words from "../app/domains/prospecting/i18n/en.json";
import { now } from "../app/platform/clock";
import { AppError } from "../app/platform/errors";
import { chooseDatabase } from "../scripts/database.mjs";
import { migrate } from "../scripts/migrations.mjs";
import { Refusal, runCommand } from "../scripts/refusal.mjs";

const root = resolve(import.meta.dirname, "..");

function readArguments(given: Array<string>): { from: string } {
  const at = given.indexOf("--from");
  const from = at === -1 ? undefined : given[at + 1];
  if (!from) throw new Refusal("Say where the files lie: npm run market -- --from <folder>");
  if (!existsSync(from) || !statSync(from).isDirectory()) throw new Refusal(`${from} is not a folder.`);
  return { from: resolve(from) };
}

const filesBelow = (folder: string): Array<string> =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

async function sentenceOf({ code, detail }: AppError): Promise<string> {
  const [domain = "", ...rest] = code.split(".");
  const voice = createInstance();
  await voice.init({
    lng: "en",
    ns: [domain],
    defaultNS: domain,
    resources: { en: { prospecting: words } },
    interpolation: { escapeValue: false },
  });
  return voice.t(`error.${rest.join(".")}`, detail.values);
}

function report({ read, leftOut, quarters, places }: MarketImport): void {
  for (const file of read) console.log(lineOf(file));
  const because = { not_ours: "another kind of file", other_rents: "rents of other than all flats", not_text: "not a text" };
  for (const { name, reason } of leftOut) console.log(`${name}: left out, ${because[reason]}`);
  console.log(`quarters: ${quarters.added} added, ${quarters.changed} changed, ${quarters.unchanged} as they were`);
  console.log(`places: ${places.added} added, ${places.changed} changed, ${places.unchanged} as they were`);
  const { repeatedSales, repeatedQuarters, contradictedQuarters } = quarters;
  console.log(
    `counted once though repeated: ${repeatedSales} sales, ${repeatedQuarters} quarters, ${places.repeatedRents} rents; told differently by two rows, the first holds: ${contradictedQuarters} quarters`,
  );
}

const nouns = { sales: "sales", quarters: "quarters", rents: "rents" } as const;

function lineOf({ name, format, rows, found, kept, refused, doubts }: FileReading): string {
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([reason, count]) => `${count} ${reason.replaceAll("_", " ")}`)
      .join(", ");
  const parts = [`${rows} rows, ${found} ${nouns[format]}, ${kept} kept`];
  if (Object.keys(refused).length > 0) parts.push(`refused: ${list(refused)}`);
  if (Object.keys(doubts).length > 0) parts.push(`kept without a price a square metre: ${list(doubts)}`);
  return `${name}: ${parts.join("; ")}`;
}

await runCommand(async () => {
  const { from } = readArguments(process.argv.slice(2));
  const files = filesBelow(from).map((path) => ({
    name: relative(from, path),
    open: () => createReadStream(path, { highWaterMark: 1 << 18 }),
  }));
  const database = await chooseDatabase(root);
  try {
    if (!database.ownerUrl) throw new Refusal("Set DATABASE_OWNER_URL too: market figures are written by the role essor_owner.");
    await migrate(root, database.ownerUrl);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const began = performance.now();
    try {
      report(await importMarket(owner, { files, today: now().toISOString().slice(0, 10) }));
    } finally {
      await owner.end();
    }
    const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s, ${mebibytes} MiB at most.`);
  } catch (error) {
    throw error instanceof AppError ? new Refusal(await sentenceOf(error)) : error;
  } finally {
    await database.close();
  }
});
