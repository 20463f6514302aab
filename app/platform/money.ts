import Decimal from "decimal.js";

/** Amounts are decimals, never floats. One rounding for all: half away from zero, as French invoices round. */
Decimal.set({ rounding: Decimal.ROUND_HALF_UP, precision: 40 });

export type Amount = Decimal.Value;
export const amount = (value: Amount) => new Decimal(value);
export const times = (unit: Amount, quantity: Amount) => new Decimal(unit).times(quantity);
export const rounded = (value: Amount, digits = 2) => new Decimal(value).toDecimalPlaces(digits);
