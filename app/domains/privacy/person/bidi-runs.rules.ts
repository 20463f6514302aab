import bidiFactory from "bidi-js";

const bidi = bidiFactory();

/** A part of a line that runs one way, in the order of its letters. */
export interface Run {
  text: string;
  isRtl: boolean;
}

/** Marks that only say which way a text runs: they are never drawn. */
const isMark = (sign: string) => /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/.test(sign);

/**
 * A line as the eye meets it, from left to right (Unicode Standard Annex 9): its parts in their places, signs of two sides turned round
 * where they run from the right. `direction` is the paragraph's; "auto": that of its first letter.
 */
export function runsOf(line: string, direction: "ltr" | "rtl" | "auto"): Array<Run> {
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const turned = bidi.getMirroredCharactersMap(line, levels);
  const runs: Array<Run & { level: number }> = [];
  for (let at = 0; at < line.length; at++) {
    if (isMark(line[at]!)) continue;
    const [sign, level] = [turned.get(at) ?? line[at]!, levels[at]!];
    const last = runs.at(-1);
    if (last?.level === level) last.text += sign;
    else runs.push({ text: sign, level, isRtl: level % 2 === 1 });
  }
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--)
    for (let from = 0; from < runs.length; from++) {
      let until = from;
      while (until < runs.length && runs[until]!.level >= level) until++;
      if (until > from + 1) runs.splice(from, until - from, ...runs.slice(from, until).reverse());
      from = Math.max(from, until - 1);
    }
  return runs.map(({ text, isRtl }) => ({ text, isRtl }));
}
