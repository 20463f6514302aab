import type { MatchFacts } from "~/domains/prospecting/duplicate/prepare-record.rules";

/** Numbers that look random and are the same on every machine (mulberry32), 0–1. */
export function seededRandom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const nicknames: Record<string, string> = {
  Alexandre: "Alex",
  Catherine: "Cathy",
  Christophe: "Chris",
  Emmanuel: "Manu",
  Frédéric: "Fred",
  Guillaume: "Guill",
  Jacques: "Jacky",
  Nathalie: "Nath",
  Nicolas: "Nico",
  Philippe: "Phil",
  Stéphane: "Steph",
  Stéphanie: "Steph",
  Thomas: "Tom",
  Véronique: "Véro",
  Vincent: "Vince",
};

type Random = () => number;
const pick = <T>(from: ReadonlyArray<T>, random: Random): T => from[Math.floor(random() * from.length)]!;

/** A slip of a finger inside a text: two letters changed about, one left out, twice or another. */
function slip(text: string, random: Random, alphabet = "abcdefghilmnoprstu"): string {
  if (text.length < 4) return text;
  const at = 1 + Math.floor(random() * (text.length - 2));
  const [before, letter, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)];
  return pick(
    [
      before + after,
      before + letter + letter + after,
      before + pick([...alphabet], random) + after,
      before + after[0] + letter + after.slice(1),
    ],
    random,
  );
}

const withoutAccents = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");

/** What lists do to a person between one and the next: each is done alone or with another. */
const damages: Record<string, (facts: MatchFacts, random: Random) => MatchFacts> = {
  "name misspelt": (facts, random) =>
    random() < 0.5
      ? { ...facts, lastName: slip(facts.lastName ?? "", random) }
      : { ...facts, firstName: slip(facts.firstName ?? "", random) },
  nickname: (facts) => ({ ...facts, firstName: nicknames[facts.firstName ?? ""] ?? facts.firstName }),
  "names swapped": (facts) => ({ ...facts, firstName: facts.lastName, lastName: facts.firstName }),
  "no accents, capitals": (facts) => ({
    ...facts,
    firstName: withoutAccents(facts.firstName ?? "").toUpperCase(),
    lastName: withoutAccents(facts.lastName ?? "").toUpperCase(),
  }),
  initial: (facts) => ({ ...facts, firstName: `${(facts.firstName ?? "").slice(0, 1)}.` }),
  "e-mail with a tag": (facts) => ({ ...facts, email: facts.email?.replace("@", "+liste@") }),
  "e-mail mistyped": (facts, random) => ({
    ...facts,
    email: facts.email && `${slip(facts.email.split("@")[0]!, random)}@${facts.email.split("@")[1]}`,
  }),
  "no e-mail": (facts) => ({ ...facts, email: null }),
  "no phone": (facts) => ({ ...facts, phone: null, mobile: null }),
  "phone mistyped": (facts, random) => ({
    ...facts,
    phone: facts.phone && slip(facts.phone.slice(3), random, "0123456789").padStart(9, "1").slice(0, 9).replace(/^/, "+33"),
  }),
  "legal form": (facts, random) => ({
    ...facts,
    organizationName:
      facts.organizationName &&
      `${facts.organizationName.replace(/ (SARL|SAS|SA|S\.A\.R\.L\.|S\.A\.S\.|S\.A\.)$/, "")} ${pick(["SARL", "S.A.S.", "Immobilier", "Group"], random)}`,
  }),
  "phones changed about": (facts) => ({ ...facts, phone: facts.mobile ?? facts.phone, mobile: facts.phone }),
};
export const damageNames = Object.keys(damages);

export interface Damaged {
  facts: MatchFacts;
  /** Which record of the clean list it is. */
  truth: number;
  damage: string;
}

/** A clean list with copies of two in five of its records, each damaged once, twice or three times. What is the same is known. */
export function corruptedList(clean: Array<MatchFacts>, seed = 20261121): Array<Damaged> {
  const random = seededRandom(seed);
  const list: Array<Damaged> = clean.map((facts, truth) => ({ facts, truth, damage: "" }));
  clean.forEach((facts, truth) => {
    if (random() >= 0.4) return;
    const names = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(damageNames, random));
    list.push({ facts: names.reduce((so, name) => damages[name]!(so, random), facts), truth, damage: names.join(", ") });
  });
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

/** Pairs found and pairs there are, by pairs of rows: what precision and recall are taken from. */
export function judge(groups: ArrayLike<number>, truth: Array<number>) {
  const inBoth = new Map<string, number>();
  const inGroup = new Map<number, number>();
  const inTruth = new Map<number, number>();
  truth.forEach((one, at) => {
    const group = groups[at]!;
    inBoth.set(`${group} ${one}`, (inBoth.get(`${group} ${one}`) ?? 0) + 1);
    inGroup.set(group, (inGroup.get(group) ?? 0) + 1);
    inTruth.set(one, (inTruth.get(one) ?? 0) + 1);
  });
  const pairs = (counts: Map<unknown, number>) => [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const [right, found, there] = [pairs(inBoth), pairs(inGroup), pairs(inTruth)];
  return { precision: found === 0 ? 1 : right / found, recall: there === 0 ? 1 : right / there, right, found, there };
}
