/** What the open files say of a place. A figure no file gave is null. */
export interface PlaceFigures {
  /** Null: no file names the place; prospects are there all the same. */
  id: string | null;
  department: string;
  /** Empty: the whole department. */
  city: string;
  district: string;
  /** Euro a square metre. */
  sale: number | null;
  /** Euro a square metre and month. */
  rent: number | null;
  /** Percent. */
  trend3m: number | null;
  trend12m: number | null;
  /** Sales a month. */
  sales: number | null;
  daysOnMarket: number | null;
  /** Months of sales. */
  stock: number | null;
  agencies: number | null;
  source: string | null;
  asOf: Date | string | null;
  rentSource: string | null;
  rentAsOf: Date | string | null;
}
export type PlaceRow = PlaceFigures & { prospects: number };

export const placeViews = ["cities", "departments"] as const;
export type PlaceView = (typeof placeViews)[number];
export const isPlaceView = (text: string | null): text is PlaceView => placeViews.some((one) => one === text);

export interface PlaceName {
  department: string;
  /** Empty: the whole department. */
  city: string;
  district: string;
}
export interface PlaceQuarter {
  /** First day. */
  quarter: string;
  /** Euro a square metre. */
  price: number | null;
  sales: number;
  isWhole: boolean;
}
export interface PlaceProspect {
  id: string;
  name: string;
  leadScore: number;
  maturity: number | null;
}
