import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { type CustomValues, longestCustomText, readCustomValue } from "~/domains/catalogue/custom-field/custom-value.rules";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * What a record holds in the company's own fields once `given` is written over `before`: each value in the form of its field, null empties,
 * what is not named stays. A name that is no field of the company is kept as a text, as lists bring them.
 * @throws AppError 'catalogue.field.…' (422) at the field `customFields`
 */
export async function fittingCustomValues(
  ctx: CompanyCtx,
  given: Record<string, unknown>,
  before: CustomValues = {},
): Promise<CustomValues> {
  const names = Object.keys(given);
  if (names.length === 0) return before;
  const fields = new Map((await listCustomFields(ctx, { entity: "prospect", archived: true })).map((field) => [field.key, field]));
  const after = { ...before };
  for (const name of names) {
    const field = fields.get(name) ?? { type: "text" as const, options: [] };
    const read = readCustomValue(field, given[name]);
    if ("code" in read) throw new AppError(read.code, { status: 422, field: "customFields", values: { max: longestCustomText } });
    if (read.value === null) delete after[name];
    else after[name] = read.value;
  }
  return after;
}
