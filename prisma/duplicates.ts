// npm run duplicates -- --from <list> [--to <list>] [--perhaps <list>]: reads a list as an import would, finds the rows that are the same
// person or firm, and writes for each row the group it belongs to; into `--perhaps` the pairs that only a person can settle, with the
// reasons. Neither database nor network.
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import Papa from "papaparse";
import { detectDialect, headBytes } from "../app/domains/prospecting/import/read/detect-dialect.rules";
import { guessColumns } from "../app/domains/prospecting/import/columns/guess-columns.rules";
import { MappedColumn, prospectReader } from "../app/domains/prospecting/import/line/read-prospect.rules";
import { readRows } from "../app/domains/prospecting/import/read/read-rows.server";
import { matchList } from "../app/domains/prospecting/duplicate/match-list.rules";
import { prepareRecord } from "../app/domains/prospecting/duplicate/prepare-record.rules";
import { Refusal, runCommand } from "../scripts/refusal.mjs";

const valueOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
};

await runCommand(async () => {
  const from = valueOf("--from");
  if (!from) throw new Refusal("Say which list: npm run duplicates -- --from <list> --to <list>");
  if (!existsSync(from)) throw new Refusal(`${from} is not there.`);
  const began = performance.now();

  const head = readFileSync(from).subarray(0, headBytes);
  const dialect = detectDialect(head);
  const { mapping } = guessColumns(head, dialect, { isWhole: head.length < headBytes });
  const read = prospectReader(mapping.map((column) => MappedColumn.parse(column)));
  const lines: Array<number> = [];
  const records = [];
  let refused = 0;
  for await (const { lineNumber, cells } of readRows(createReadStream(from, { highWaterMark: 1 << 18 }), dialect)) {
    const reading = read(cells);
    if (reading.kind === "refused") refused++;
    lines.push(lineNumber);
    records.push(prepareRecord(reading.kind === "candidate" ? reading.prospect : {}));
  }
  const { groups, perhaps, compared } = matchList(records);

  const to = valueOf("--to");
  if (to)
    writeFileSync(
      to,
      Papa.unparse(
        [...groups].map((group, at) => ({ row: at + 1, line: lines[at], cluster: group + 1 })),
        { newline: "\n" },
      ),
    );
  const unsettled = valueOf("--perhaps");
  if (unsettled)
    writeFileSync(
      unsettled,
      Papa.unparse(
        perhaps.map(({ one, other, certainty, reasons }) => ({
          row: one + 1,
          other_row: other + 1,
          certainty,
          reasons: reasons.map(({ code, points }) => `${code} ${points}`).join(", "),
        })),
        { newline: "\n" },
      ),
    );
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const several = [...sizes.values()].filter((size) => size > 1).length;
  console.log(mapping.map(({ header, target }) => `${header}: ${target}`).join(", "));
  console.log(
    `${groups.length} rows, ${sizes.size} groups, ${several} of several rows; ${perhaps.length} pairs for a person to settle; ${refused} rows that name nobody`,
  );
  console.log(
    `${compared} pairs compared in ${((performance.now() - began) / 1000).toFixed(1)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`,
  );
});
