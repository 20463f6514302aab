import { MarketSignalKind } from "~/generated/prisma/enums";

export const signalKinds = Object.values(MarketSignalKind);

/** What must be so for prices and listings to say something together. */
export const signalLimits = {
  /** Percent that prices move at least, over 12 months. */
  price: 2,
  /** Percent that listings move at least, and how many of them. */
  listings: 10,
  listingsCount: 3,
  /** Days that a count of listings speaks for. */
  countAge: 120,
  /** Days between two counts, at least and at most. */
  apart: { least: 28, most: 400 },
  /** Days after the last day of a quarter on which its price still counts: the open files come twice a year. */
  priceAge: 540,
  /** Sales behind either median. */
  sales: 5,
} as const;

/** Percent between two figures, to one decimal; null where there is nothing to compare with. */
export const changeOf = (before: number, after: number): number | null =>
  before > 0 ? Math.round((after / before - 1) * 1000) / 10 : null;

/** A signal with the rows it rests on. */
export interface SignalLine {
  id: string;
  prospectId: string;
  name: string;
  city: string | null;
  kind: MarketSignalKind;
  department: string;
  /** The place whose prices these are; empty: the whole department. */
  placeCity: string;
  placeDistrict: string;
  quarter: string;
  quarterBefore: string;
  /** Euro a square metre. */
  priceNow: number;
  priceBefore: number;
  listings: number;
  listingsOn: string;
  listingsBefore: number;
  listingsBeforeOn: string;
  foundAt: Date | string;
  validUntil: string;
}
