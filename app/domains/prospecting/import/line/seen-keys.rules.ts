const capacityAtFirst = 1 << 16;

/**
 * A set of texts kept as 53-bit digests, 22 bytes a text at most once there are many: it says whether a key came before in a long list. Two
 * different keys share a digest once in some millions of lists; a dry run may be wrong by that one line.
 */
export class SeenKeys {
  #slots = new Float64Array(capacityAtFirst);
  #size = 0;

  has(key: string): boolean {
    return this.#slots[this.#slotOf(digestOf(key))] !== 0;
  }

  add(key: string): void {
    const digest = digestOf(key);
    const slot = this.#slotOf(digest);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = digest;
    this.#size += 1;
    if (this.#size * 4 > this.#slots.length * 3) this.#grow();
  }

  #slotOf(digest: number): number {
    const mask = this.#slots.length - 1;
    let slot = digest % this.#slots.length;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== digest) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    for (const digest of before) if (digest !== 0) this.#slots[this.#slotOf(digest)] = digest;
  }
}

/** 53 bits of a text: cyrb53 over UTF-16 units, never 0. */
export function digestOf(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 2654435761);
    other = Math.imul(other ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & other) + (one >>> 0) || 1;
}
