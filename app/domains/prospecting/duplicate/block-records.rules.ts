import { digestOf } from "../import/line/seen-keys.rules";
import type { PreparedRecord } from "./prepare-record.rules";

/**
 * The keys under which a record may meet its like: two records are compared only where they share one. Each key forgives something
 * (order and accents of a name, how it is spelt, a second name, a mistyped mailbox), and what it forgives another holds.
 */
export function blockKeys(record: PreparedRecord): Array<string> {
  const keys: Array<string> = [];
  const { first, last, firmCore, postcode, city, host } = record;
  for (const { mailbox, local, domain, isRole } of record.emails) {
    keys.push(`e:${mailbox}`);
    if (isRole || local.length < 5) continue;
    keys.push(`el:${local}`, `eb:${local.slice(0, 4)}@${domain}`, `ez:${local.slice(-4)}@${domain}`);
  }
  for (const number of record.phones) keys.push(`p:${number}`);
  if (record.siret) keys.push(`s:${record.siret.slice(0, 9)}`);
  if (record.linkedin) keys.push(`l:${record.linkedin}`);

  const initial = firmCore.slice(0, 3);
  if (host) keys.push(last ? `w:${host}|${first.slice(0, 1)}` : `w:${host}|${initial}`);
  if (first && last) {
    keys.push(`n:${record.nameSorted}`);
    const sounds = [record.soundFirst, record.soundLast].sort().join("|");
    if (record.soundFirst && record.soundLast) keys.push(`ns:${sounds}`);
    for (const place of [postcode.slice(0, 2) && `d${postcode.slice(0, 2)}`, city && `c${city}`, firmCore && `f${initial}`]) {
      if (place) keys.push(`nl:${record.soundLast}|${place}`, `nf:${record.soundFirst}|${last[0]}|${place}`);
    }
  } else if (last && postcode) keys.push(`nl:${record.soundLast}|d${postcode.slice(0, 2)}`);
  if (firmCore) {
    const joined = firmCore.replaceAll(" ", "");
    keys.push(`f:${joined}`);
    if (joined.length > 6) keys.push(`fb:${joined.slice(0, 6)}|${postcode.slice(0, 2)}`, `fz:${joined.slice(-6)}|${postcode.slice(0, 2)}`);
    if (first || last) keys.push(`fn:${joined}|${first[0] ?? ""}`);
  }
  if (record.streetNumber && record.streetWords && (postcode || city))
    keys.push(`a:${record.streetNumber}|${record.streetWords.slice(-6)}|${postcode || city}`);
  return keys;
}

const strong = new Set(["e", "el", "p", "s", "l", "n", "ns", "w"]);
/** Digests of the keys, each once: even ones tell enough to compare by, odd ones only two together. */
export const blockDigests = (record: PreparedRecord): Array<number> => [
  ...new Set(
    blockKeys(record).map((key) => {
      const digest = digestOf(key);
      return digest - (digest % 2) + (strong.has(key.slice(0, key.indexOf(":"))) ? 0 : 1);
    }),
  ),
];
export const isStrong = (digest: number) => digest % 2 === 0;
/** What two records must have in common to be compared: a strong key is worth two. */
export const enoughInCommon = 2;

/**
 * A number by which records of a large block are ordered, so that those who are alike stand together: eleven letters of the name, the
 * given name and the firm, 53 bits.
 */
export function blockOrder({ last, first, firm }: PreparedRecord): number {
  const name = letters(last || firm, 6) + letters(first, 2) + letters(last ? firm : "", 3);
  let order = 0;
  for (let at = 0; at < 11; at++) order = order * 27 + letterOf(name.charCodeAt(at));
  return order;
}
const letters = (text: string, count: number) => text.slice(0, count).padEnd(count);
const letterOf = (unit: number) => (unit >= 97 && unit <= 122 ? unit - 96 : 0);

/** A block up to so many is compared each with each; in a larger one each with the next few in order. */
const wholeBlock = 40;
const blockWindow = 12;

/** Records whose keys are held at once: their numbers have 24 bits. */
export const recordsAtMost = 2 ** 24;

/** The keys of records, added one record after the other: 8 bytes a key and 8 a record, none of them on the heap. */
export class BlockKeys {
  /** Each key as two words: its digest's upper 32 bits; 7 bits more, whether it is weak, and its record. */
  words = new Uint32Array(1 << 12);
  orders = new Float64Array(1 << 8);
  keys = 0;
  records = 0;

  add(digests: Iterable<number>, order: number): void {
    if (this.records === recordsAtMost) throw new RangeError("More records than a search can tell apart");
    for (const digest of digests) {
      if (this.keys * 2 === this.words.length) this.words = grown(this.words, Uint32Array);
      this.words[this.keys * 2 + 1] = Math.floor(digest / 2 ** 21);
      this.words[this.keys * 2] = ((Math.floor(digest / 2 ** 14) % 128) * 2 + (digest % 2)) * recordsAtMost + this.records;
      this.keys++;
    }
    if (this.records === this.orders.length) this.orders = grown(this.orders, Float64Array);
    this.orders[this.records++] = order;
  }
}

function grown<A extends Uint32Array | Float64Array>(array: A, Kind: new (length: number) => A): A {
  const larger = new Kind(array.length * 2);
  larger.set(array);
  return larger;
}

/**
 * Records and the blocks they stand in. Memory: 17 bytes a key that several records bear and 12 a record, beside the keys, which are
 * used up. Keys are told apart by 39 bits: two that fall together cost a comparison and nothing else.
 */
export class Blocks {
  /** The records of all blocks, block after block, each block in order. */
  readonly #members: Int32Array;
  /** Up to which place a member is compared with those after it. */
  readonly #until: Int32Array;
  readonly #worth: Uint8Array;
  /** Where the places of a record begin in `#places`. */
  readonly #firstPlace: Int32Array;
  readonly #places: Int32Array;

  constructor({ words, orders, keys, records }: BlockKeys) {
    // Numbered in their order, so that whoever sorts the words sorts each block too, all blocks alike.
    const inOrder = new Uint32Array(records).map((_, record) => record).sort((a, b) => orders[a]! - orders[b]! || a - b);
    const numbers = new Uint32Array(records);
    inOrder.forEach((record, number) => (numbers[record] = number));
    for (let at = 0; at < keys * 2; at += 2) words[at] = words[at]! - (words[at]! % recordsAtMost) + numbers[words[at]! % recordsAtMost]!;
    new BigUint64Array(words.buffer, 0, keys).sort();

    const isSame = (one: number, other: number) =>
      words[one * 2 + 1] === words[other * 2 + 1] && words[one * 2]! >>> 24 === words[other * 2]! >>> 24;
    const ends = function* () {
      for (let start = 0, end = 0; start < keys; start = end) {
        while (end < keys && isSame(start, end)) end++;
        if (end - start > 1) yield [start, end] as const; // a key that one record bears alone brings it near nobody
      }
    };
    let shared = 0;
    for (const [start, end] of ends()) shared += end - start;
    this.#members = new Int32Array(shared);
    this.#until = new Int32Array(shared);
    this.#worth = new Uint8Array(shared);
    this.#firstPlace = new Int32Array(records + 1);
    let place = 0;
    for (const [start, end] of ends()) {
      const last = place + end - start;
      const isWhole = end - start <= wholeBlock;
      for (let at = start; at < end; at++, place++) {
        const member = inOrder[words[at * 2]! % recordsAtMost]!;
        this.#members[place] = member;
        this.#until[place] = isWhole ? last : Math.min(last, place + 1 + blockWindow);
        this.#worth[place] = (words[at * 2]! >>> 24) % 2 === 0 ? 2 : 1;
        this.#firstPlace[member + 1]!++;
      }
    }
    for (let record = 0; record < records; record++) this.#firstPlace[record + 1]! += this.#firstPlace[record]!;
    this.#places = new Int32Array(shared);
    const filled = this.#firstPlace.slice();
    this.#members.forEach((member, at) => (this.#places[filled[member]!++] = at));
  }

  /** Those a record may be compared with, and what they have in common, added to `into`. Over all records each pair comes up once. */
  neighbours(record: number, into: Map<number, number>): void {
    for (let key = this.#firstPlace[record]!; key < this.#firstPlace[record + 1]!; key++) {
      const place = this.#places[key]!;
      for (let at = place + 1; at < this.#until[place]!; at++) {
        const member = this.#members[at]!;
        into.set(member, (into.get(member) ?? 0) + this.#worth[place]!);
      }
    }
  }
}
