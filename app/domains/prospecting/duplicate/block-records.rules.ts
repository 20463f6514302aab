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

/** Records and the blocks they stand in. Memory: some 30 bytes a key. */
export class Blocks {
  readonly #members: Int32Array;
  /** Where the keys of a record begin, and where each of them stands among all keys in order. */
  readonly #firstKey: Int32Array;
  readonly #places: Int32Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #worth: Uint8Array;

  /** `keysOf[n]` are the digests of record n, `orders[n]` is its place in large blocks. */
  constructor(keysOf: Array<Array<number>>, orders: ArrayLike<number>) {
    const total = keysOf.reduce((sum, keys) => sum + keys.length, 0);
    const digests = new Float64Array(total);
    const owners = new Int32Array(total);
    this.#firstKey = new Int32Array(keysOf.length + 1);
    let at = 0;
    keysOf.forEach((keys, record) => {
      for (const key of keys) {
        digests[at] = key;
        owners[at++] = record;
      }
      this.#firstKey[record + 1] = at;
    });
    const sorted = new Uint32Array(total).map((_, place) => place);
    sorted.sort((a, b) => digests[a]! - digests[b]! || orders[owners[a]!]! - orders[owners[b]!]! || owners[a]! - owners[b]!);
    this.#places = new Int32Array(total);
    this.#members = new Int32Array(total);
    this.#starts = new Int32Array(total);
    this.#ends = new Int32Array(total);
    this.#worth = Uint8Array.from(digests, (digest) => (isStrong(digest) ? 2 : 1));
    for (let start = 0; start < total;) {
      let end = start;
      while (end < total && digests[sorted[end]!] === digests[sorted[start]!]) end++;
      for (let place = start; place < end; place++) {
        this.#places[sorted[place]!] = place;
        this.#members[place] = owners[sorted[place]!]!;
        this.#starts[place] = start;
        this.#ends[place] = end;
      }
      start = end;
    }
  }

  /** Those a record may be compared with, and what they have in common, added to `into`. Over all records each pair comes up once. */
  neighbours(record: number, into: Map<number, number>): void {
    for (let key = this.#firstKey[record]!; key < this.#firstKey[record + 1]!; key++) {
      const place = this.#places[key]!;
      const [start, end] = [this.#starts[place]!, this.#ends[place]!];
      const last = end - start <= wholeBlock ? end : Math.min(end, place + 1 + blockWindow);
      for (let at = place + 1; at < last; at++) {
        const member = this.#members[at]!;
        into.set(member, (into.get(member) ?? 0) + this.#worth[key]!);
      }
    }
  }
}
