/** What a website's first page shows of itself, without a word of its text. */
export interface SiteSigns {
  /** The address that answered, after redirects, is encrypted. */
  isSecure: boolean;
  /** From the question to the last byte. */
  milliseconds: number;
  hasViewport: boolean;
  hasTitle: boolean;
  hasDescription: boolean;
  hasValuation: boolean;
  hasBooking: boolean;
  hasListings: boolean;
  hasContact: boolean;
  /** Hosts of portals that it links to or shows. */
  portals: Array<string>;
  /** Social networks that it links to. */
  networks: Array<string>;
  /** The software it was made with, when it says so. */
  madeWith: string | null;
  /** Tools that count its visitors. */
  counters: Array<string>;
  /** Kinds of thing that its structured data names. */
  described: Array<string>;
}

/** What digital maturity is made of, in the order it is told, each with the most it gives; 100 in all. */
export const maturityMost = {
  https: 10,
  speed: 10,
  mobile: 10,
  search: 8,
  listings: 10,
  valuation: 14,
  booking: 10,
  contact: 6,
  portals: 5,
  social: 7,
  counters: 5,
  described: 5,
} as const;
export type MaturityCode = keyof typeof maturityMost;
export const maturityCodes = Object.keys(maturityMost) as Array<MaturityCode>;

/** One line of the account: what was looked for, what it gave, and what was seen. */
export interface MaturityPoint {
  code: MaturityCode;
  points: number;
  most: number;
  /** Names of what was found, or a time in milliseconds; never text of the page. */
  seen?: string;
}

/** Whole milliseconds up to which an answer earns these points. */
const speeds: ReadonlyArray<[upTo: number, points: number]> = [
  [800, 10],
  [2000, 7],
  [4000, 3],
];

/** Digital maturity, 0–100, with every point explained. The same signs always give the same points. */
export function maturityOf(signs: SiteSigns): { score: number; points: Array<MaturityPoint> } {
  const names = (list: Array<string>) => (list.length > 0 ? list.join(", ").slice(0, 120) : undefined);
  const given: Record<MaturityCode, { points: number; seen?: string }> = {
    https: { points: signs.isSecure ? 10 : 0 },
    speed: { points: speeds.find(([upTo]) => signs.milliseconds <= upTo)?.[1] ?? 0, seen: String(Math.round(signs.milliseconds)) },
    mobile: { points: signs.hasViewport ? 10 : 0 },
    search: { points: (signs.hasTitle ? 4 : 0) + (signs.hasDescription ? 4 : 0) },
    listings: { points: signs.hasListings ? 10 : 0 },
    valuation: { points: signs.hasValuation ? 14 : 0 },
    booking: { points: signs.hasBooking ? 10 : 0 },
    contact: { points: signs.hasContact ? 6 : 0 },
    portals: { points: Math.min(5, signs.portals.length * 3), seen: names(signs.portals) },
    social: { points: Math.min(7, signs.networks.length * 3), seen: names(signs.networks) },
    counters: { points: signs.counters.length > 0 ? 5 : 0, seen: names(signs.counters) },
    described: { points: signs.described.length > 0 ? 5 : 0, seen: names(signs.described) },
  };
  const points = maturityCodes.map((code) => ({ code, most: maturityMost[code], ...given[code] }));
  return { score: points.reduce((sum, point) => sum + point.points, 0), points };
}
