/** A shade of the map: figures from `least` to `most`, both included. */
export interface Shade {
  least: number;
  most: number;
}

/**
 * Parts figures into at most five shades of about as many places each. Figures that are equal share a shade, and a shade that nothing
 * falls into is not made; of no figures there are none.
 */
export function shadesOf(figures: ReadonlyArray<number>, most = 5): Array<Shade> {
  const sorted = [...figures].sort((a, b) => a - b);
  const shades: Array<Shade> = [];
  for (let part = 1; part <= most; part++) {
    const upTo = sorted[Math.ceil((sorted.length * part) / most) - 1];
    const last = shades.at(-1);
    if (upTo === undefined || (last && upTo <= last.most)) continue;
    const least = last ? sorted.find((figure) => figure > last.most)! : sorted[0]!;
    shades.push({ least, most: upTo });
  }
  return shades;
}

/** Which shade a figure falls into, 1 for the lightest; 0 where there is no figure. */
export const shadeOf = (figure: number | null, shades: ReadonlyArray<Shade>): number =>
  figure === null ? 0 : shades.findIndex(({ most }) => figure <= most) + 1;

/** What the map shows by its shades. */
export const mapMeasures = ["prospects", "price", "trend"] as const;
export type MapMeasure = (typeof mapMeasures)[number];
export const isMapMeasure = (text: string | null): text is MapMeasure => mapMeasures.some((one) => one === text);
