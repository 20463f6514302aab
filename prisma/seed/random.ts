/** The same numbers on every machine, so that every demo shows the same people. (mulberry32) */
export function seeded(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, chance: (part: number) => next() < part, pick: <T>(from: ReadonlyArray<T>): T => from[below(from.length)]! };
}
export type Random = ReturnType<typeof seeded>;
