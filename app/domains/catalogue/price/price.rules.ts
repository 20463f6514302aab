export const currencies = ["EUR", "CHF", "GBP", "USD", "CAD", "MAD", "TND"] as const;
export type Currency = (typeof currencies)[number];

/** A price as the table keeps it: a range is two rows, one for each end. */
export interface PriceRow {
  id: string;
  amount: string;
  currency: string;
  priceType: "fixed" | "range_min" | "range_max";
  validFrom: string | null;
  validUntil: string | null;
}

/** A price as people speak of it. Amounts are decimals of the currency, excluding tax; days are included. */
export interface Price {
  /** Of its row, of a range that of its lower end. */
  id: string;
  amount: string;
  /** The upper end of a range. */
  upTo: string | null;
  currency: string;
  /** YYYY-MM-DD; null: always has been. */
  validFrom: string | null;
  /** YYYY-MM-DD; null: until further notice. */
  validUntil: string | null;
}

/** Rows as prices, both ends of a range as one. */
export function asPrices(rows: ReadonlyArray<PriceRow>): Array<Price> {
  const tops = rows.filter(({ priceType }) => priceType === "range_max");
  return rows
    .filter(({ priceType }) => priceType !== "range_max")
    .map(({ priceType, ...row }) => {
      const top = tops.find((one) => one.currency === row.currency && one.validFrom === row.validFrom && one.validUntil === row.validUntil);
      return { ...row, upTo: priceType === "range_min" ? (top?.amount ?? null) : null };
    });
}

type Span = Pick<Price, "validFrom" | "validUntil">;
export type PriceState = "past" | "now" | "coming";

/** Where a price stands on a day (YYYY-MM-DD). */
export const stateOn = ({ validFrom, validUntil }: Span, day: string): PriceState =>
  validUntil !== null && validUntil < day ? "past" : validFrom !== null && validFrom > day ? "coming" : "now";

/** Whether two spans share a day. */
export const overlaps = (one: Span, other: Span): boolean =>
  (one.validFrom ?? "") <= (other.validUntil ?? "9999-12-31") && (other.validFrom ?? "") <= (one.validUntil ?? "9999-12-31");

/** The price that holds on a day, in the wished currency where there is one. */
export function priceOn<P extends Price>(prices: ReadonlyArray<P>, day: string, currency: string): P | null {
  const valid = prices.filter((price) => stateOn(price, day) === "now");
  return valid.find((price) => price.currency === currency) ?? valid[0] ?? null;
}

/** In cents, for showing. */
export const centsOf = (amount: string) => Math.round(Number(amount) * 100);

/** A day of the table as people's programs write it. */
export const dayOf = (date: Date) => date.toISOString().slice(0, 10);
