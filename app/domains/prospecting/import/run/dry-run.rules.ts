import type { Decision, ListLine } from "../line/decide-lines.rules";
import type { DryRun, Example } from "./import-run.rules";
import { wellFormed } from "../read/well-formed.rules";

/** First lines shown of each outcome. */
const shownOfEach = 8;

/** The counts of a dry run while it reads. */
export class DryRunCount {
  lines = 0;
  created = 0;
  merged = 0;
  refused = 0;
  #withoutEmail = 0;
  readonly #reasons = new Map<string, number>();
  readonly #warnings = new Map<string, number>();
  readonly #examples: Array<Example> = [];
  readonly #shown = { created: 0, merged: 0, refused: 0 };

  add(lines: Array<ListLine>, decision: Decision): void {
    this.lines += lines.length;
    this.created += decision.counts.created;
    this.merged += decision.counts.merged;
    this.refused += decision.counts.refused;
    for (const { prospect } of decision.created) if (!prospect.email) this.#withoutEmail += 1;
    decision.lines.forEach((line, at) => {
      if (line.code && line.outcome !== "merged") {
        const counts = line.outcome === "refused" ? this.#reasons : this.#warnings;
        counts.set(line.code, (counts.get(line.code) ?? 0) + 1);
      }
      if (this.#shown[line.outcome] >= shownOfEach) return;
      this.#shown[line.outcome] += 1;
      this.#examples.push(exampleOf(lines[at]!, line));
    });
  }

  sum(isComplete: boolean): DryRun {
    const { lines, created, merged, refused } = this;
    const examples = [...this.#examples].sort((one, other) => one.lineNumber - other.lineNumber);
    return {
      lines,
      created,
      merged,
      refused,
      withoutEmail: this.#withoutEmail,
      reasons: ranked(this.#reasons),
      warnings: ranked(this.#warnings),
      examples,
      isComplete,
    };
  }
}

const ranked = (counts: Map<string, number>) =>
  [...counts].map(([code, count]) => ({ code, count })).sort((one, other) => other.count - one.count);

function exampleOf({ cells, reading }: ListLine, { lineNumber, outcome, code }: Decision["lines"][number]): Example {
  if ("refusal" in reading) {
    const filled = cells.filter((cell) => cell.trim() !== "").join(" · ");
    return { lineNumber, outcome, code, organizationName: wellFormed(filled.slice(0, 80)) || null, name: null, email: null, phone: null };
  }
  const { firstName, lastName, organizationName, email, phone, mobile } = reading.prospect;
  return {
    lineNumber,
    outcome,
    code,
    organizationName: organizationName ?? null,
    name: [firstName, lastName].filter(Boolean).join(" ") || null,
    email: email ?? null,
    phone: phone ?? mobile ?? null,
  };
}
