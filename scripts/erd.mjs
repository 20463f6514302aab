// npm run erd: draws each domain's tables into its README, out of prisma/models. With --check it only says whether the drawings are current.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Refusal, runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");
const [begin, end] = ["<!-- erd: npm run erd -->", "<!-- /erd -->"];

/** The models of a file: name, one line of what it is, its own columns, and its relations to others. */
function modelsOf(text) {
  return [...text.matchAll(/(?:^\/\/\/ ([^\n]*)\n)?^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, doc = "", name, body]) => {
    const lines = body.split("\n").map((line) => /^\s+(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line));
    const relations = [];
    const columns = [];
    for (const [, field, type, list, optional, rest] of lines.filter(Boolean)) {
      if (rest.includes("@relation(") && rest.includes("fields:")) relations.push({ field, target: type, optional: Boolean(optional) });
      else columns.push({ field, type, list: list ?? "", key: /@id\b/.test(rest) ? " PK" : /Id$/.test(field) ? " FK" : "" });
    }
    return { name, doc, columns, relations };
  });
}

const folder = join(root, "prisma", "models");
const domains = readdirSync(folder)
  .filter((name) => name.endsWith(".prisma"))
  .map((name) => ({ domain: name.replace(".prisma", ""), models: modelsOf(readFileSync(join(folder, name), "utf8")) }));
const names = new Set(domains.flatMap(({ models }) => models.map(({ name }) => name)));

function drawing({ models }) {
  const tables = models.map(({ name, columns }) => {
    const own = columns.filter(({ type }) => !names.has(type)).map(({ field, type, list, key }) => `    ${type}${list} ${field}${key}`);
    return `  ${name} {\n${own.join("\n")}\n  }`;
  });
  const lines = models.flatMap(({ name, relations }) =>
    relations.map(({ field, target, optional }) => `  ${target} ${optional ? "|o" : "||"}--o{ ${name} : ${field}`),
  );
  const words = models.map(({ name, doc }) => `- **${name}**: ${doc}`);
  return [begin, "", "## Tables", "", ...words, "", "```mermaid", "erDiagram", ...tables, ...lines, "```", "", end].join("\n");
}

await runCommand(async () => {
  const stale = [];
  for (const each of domains) {
    const file = join(root, "app", "domains", each.domain, "README.md");
    const title = each.domain[0].toUpperCase() + each.domain.slice(1);
    const before = existsSync(file) ? readFileSync(file, "utf8") : `# ${title}\n`;
    const [at, until] = [before.indexOf(begin), before.indexOf(end)];
    const kept = at === -1 ? `${before.trimEnd()}\n\n` : before.slice(0, at);
    const after = at === -1 ? "\n" : before.slice(until + end.length);
    const wanted = kept + drawing(each) + after;
    if (wanted === before && existsSync(file)) continue;
    stale.push(each.domain);
    if (process.argv.includes("--check")) continue;
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, wanted);
  }
  if (!stale.length) return console.log("The drawings are current.");
  if (process.argv.includes("--check")) throw new Refusal(`Not current: ${stale.join(", ")}. Run npm run erd.`);
  console.log(`Drawn: ${stale.join(", ")}.`);
});
