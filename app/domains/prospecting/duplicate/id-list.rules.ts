/** Many ids by their place, each marked or not: 17 bytes each and none of them on the heap. */
export class IdList {
  #bytes = Buffer.alloc(16 << 8);
  #marks = new Uint8Array(1 << 8);
  length = 0;

  add(id: string, isMarked = false): void {
    if (this.length === this.#marks.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)]);
      const marks = new Uint8Array(this.length * 2);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    this.#bytes.write(id.replaceAll("-", ""), this.length * 16, "hex");
    this.#marks[this.length++] = Number(isMarked);
  }

  at(place: number): string {
    const hex = this.#bytes.toString("hex", place * 16, place * 16 + 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  isMarked(place: number): boolean {
    return this.#marks[place] === 1;
  }
}
