import type { Evidence } from "./facts.rules";

export interface Segment {
  text: string;
  /** Which evidence these words rest on, from 1. */
  proof?: number;
}

/**
 * The paragraphs of a text cut where evidence is quoted: each quote is marked where it first stands, marks never overlap.
 * `found` are the numbers of the evidence that the text holds.
 */
export function markEvidence(content: string, evidence: Array<Evidence>): { paragraphs: Array<Array<Segment>>; found: Set<number> } {
  const spans: Array<{ from: number; to: number; proof: number }> = [];
  for (const [at, { text }] of evidence.entries()) {
    for (let from = text ? content.indexOf(text) : -1; from >= 0; from = content.indexOf(text, from + 1)) {
      const to = from + text.length;
      if (spans.some((span) => from < span.to && to > span.from)) continue;
      spans.push({ from, to, proof: at + 1 });
      break;
    }
  }
  spans.sort((a, b) => a.from - b.from);
  let start = 0;
  const paragraphs = content.split("\n\n").map((paragraph) => {
    const segments: Array<Segment> = [];
    let at = start;
    const end = start + paragraph.length;
    for (const { from, to, proof } of spans.filter((span) => span.from >= start && span.to <= end)) {
      if (from > at) segments.push({ text: content.slice(at, from) });
      segments.push({ text: content.slice(from, to), proof });
      at = to;
    }
    if (at < end) segments.push({ text: content.slice(at, end) });
    start = end + 2;
    return segments;
  });
  return { paragraphs, found: new Set(spans.map(({ proof }) => proof)) };
}
