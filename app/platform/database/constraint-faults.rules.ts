import type { Constraint } from "./catalogue.server";
import { boundsOf, comparisonsOf } from "./check.rules";
import type { Fault } from "./refusal";

export const camel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Nothing is said of what is refused: it may be another company's, or nobody asked for it. */
export const untold: Fault = { kind: "refused", fields: [] };

/** What a violated constraint means. `ofParent`: the row that others point at was to go. Several where it does not say which of its parts failed. */
export function faultsOf(constraint: Constraint, { ofParent = false } = {}): Array<Fault> {
  const { kind, table, columns, ofCompany } = constraint;
  // The company's own row points at what is its own by its id, as the others do by company_id.
  const isCompany = (column: string) => column === "company_id" || (kind === "f" && column === "id");
  const fields = columns.filter((column) => !isCompany(column)).map(camel);
  if (kind === "c") return checkFaults(constraint, fields);
  if (kind === "f" && ofParent) return [ofCompany ? { kind: "in_use", fields: [`table.${camel(table)}`] } : untold];
  if (kind === "f") return [fields.length ? { kind: "missing", fields } : untold];
  if (kind === "p" || !ofCompany || fields.includes("id")) return [untold];
  if (kind === "x") return [{ kind: "overlap", fields }];
  return [uniqueFault(constraint, fields)];
}

function uniqueFault({ table, definition }: Constraint, fields: Array<string>): Fault {
  const [, condition] = / WHERE (.*)$/.exec(definition) ?? [];
  const flag = fields.find((field) => condition && camel(condition).replaceAll(/[()]/g, "") === field);
  if (flag) return { kind: "single", fields: [flag] };
  if (fields.length === 0) return { kind: "single", fields: [`table.${camel(table)}`] };
  return { kind: fields.length === 1 ? "taken" : "taken_together", fields };
}

function checkFaults({ definition, columns }: Constraint, fields: Array<string>): Array<Fault> {
  const comparisons = comparisonsOf(definition, columns);
  if (!comparisons) return [{ kind: fields.length === 1 ? "invalid" : "together", fields }];
  const bounded = columns.map((column): Fault | null => {
    const { min, max, above } = boundsOf(column, comparisons);
    if (min === undefined && max === undefined && above === undefined) return null;
    const fits = (text: string) => {
      const value = text.trim() === "" ? NaN : numberOf(text);
      return value < (min ?? -Infinity) || value > (max ?? Infinity) || value <= (above ?? -Infinity);
    };
    const about = { fields: [camel(column)], fits };
    if (above !== undefined) return { kind: "more_than", values: { min: above }, ...about };
    if (min !== undefined && max !== undefined) return { kind: "between", values: { min, max }, ...about };
    if (max !== undefined) return { kind: "at_most", values: { max }, ...about };
    return min === 0 ? { kind: "not_negative", ...about } : { kind: "at_least", values: { min: min! }, ...about };
  });
  const ordered = comparisons.map(({ column, sign, than }): Fault | null => {
    if (typeof than === "number") return null;
    const [low, high] = sign.startsWith("<") ? [column, than.column] : [than.column, column];
    const fits = (text: string, others: Record<string, string>) => isMore(others[camel(low)], text);
    return { kind: "order", fields: [camel(high)], values: { other: camel(low) }, fits };
  });
  return [...bounded, ...ordered].filter((fault) => fault !== null);
}

/** As people write it: with a comma or a point. */
const numberOf = (text: string) => Number(text.replace(",", "."));

/** Numbers by size, dates and hours as they are written. */
function isMore(one: string | undefined, other: string): boolean {
  if (!one || !other) return false;
  const [a, b] = [numberOf(one), numberOf(other)];
  return Number.isNaN(a) || Number.isNaN(b) ? one > other : a > b;
}
