/**
 * How near two words are, 0–1, by Jaro and Winkler: letters in common and in order, a common beginning counts more. 1 is equal.
 */
export function nearness(one: string, other: string): number {
  if (one === other) return 1;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 0) return 0;
  const reach = Math.max(0, Math.floor(long.length / 2) - 1);
  const taken = new Uint8Array(long.length);
  const inCommon: Array<number> = [];
  for (let at = 0; at < short.length; at++) {
    const unit = short.charCodeAt(at);
    const end = Math.min(long.length - 1, at + reach);
    for (let there = Math.max(0, at - reach); there <= end; there++) {
      if (taken[there] === 1 || long.charCodeAt(there) !== unit) continue;
      taken[there] = 1;
      inCommon.push(unit);
      break;
    }
  }
  if (inCommon.length === 0) return 0;
  let swapped = 0;
  let next = 0;
  for (let there = 0; there < long.length; there++) {
    if (taken[there] === 1 && long.charCodeAt(there) !== inCommon[next++]) swapped++;
  }
  const common = inCommon.length;
  const jaro = (common / short.length + common / long.length + (common - swapped / 2) / common) / 3;
  let beginning = 0;
  while (beginning < 4 && beginning < short.length && short[beginning] === long[beginning]) beginning++;
  return jaro + beginning * 0.1 * (1 - jaro);
}

/** Whether one slip of a finger makes one text of the other: a letter more, less, another, or two changed about. Equal texts are not a slip. */
export function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let begin = 0;
  while (begin < short.length && short[begin] === long[begin]) begin++;
  let end = 0;
  while (end < short.length - begin && short[short.length - 1 - end] === long[long.length - 1 - end]) end++;
  const left = short.length - begin - end;
  if (left === 0) return true;
  if (short.length !== long.length) return false;
  return left === 1 || (left === 2 && short[begin] === long[begin + 1] && short[begin + 1] === long[begin]);
}

/** Whether a folded name was misspelt from another: one slip in four letters or more, or very near and long. */
export function isMisspelt(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < 4 || Math.max(one.length, other.length) - shorter > 3) return false;
  return isOneSlip(one, other) || (shorter >= 6 && one[0] === other[0] && nearness(one, other) >= 0.93);
}

/** How a name sounds to French ears, coarsely: names that sound alike share it. ASCII; other scripts stay as they are. */
export function soundOf(folded: string): string {
  return folded
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/ph/g, "f")
    .replace(/eau|au/g, "o")
    .replace(/ain|ein|aim|yn|ym|im(?![aeiouy])/g, "in")
    .replace(/(?:ai|ei|oe)/g, "e")
    .replace(/em(?=[pb])|am(?=[pb])|en(?=[^aeiouyn]|$)/g, "an")
    .replace(/ou|w/g, "u")
    .replace(/qu|q|ck|ch(?=[rl])|c(?![eiyh])/g, "k")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/sch|sh/g, "ch")
    .replace(/gu(?=[eiy])/g, "g")
    .replace(/z/g, "s")
    .replace(/y/g, "i")
    .replace(/(?<!c)h/g, "")
    .replace(/(.)\1+/g, "$1")
    .replace(/(?<=..)(?:[esdtx]|er|es)+$/, "");
}
