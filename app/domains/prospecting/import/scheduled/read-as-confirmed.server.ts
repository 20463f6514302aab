import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { AppError } from "~/platform/errors";
import { guessColumns } from "../columns/guess-columns.rules";
import { Dialect } from "../read/dialect.schema";
import type { TakenList } from "../read/take-list.server";
import { Mapping } from "../run/import-run.rules";

/**
 * How a list is read under the columns that were confirmed for its job: as it seems to be written, else as the last one was.
 * @throws AppError 'prospecting.import.columns_changed' (422) when it has other columns either way
 */
export function readAsConfirmed(
  job: { fieldMapping: unknown; runs: ReadonlyArray<{ dialect: unknown }> },
  { head, isWhole, dialect: detected, workbook }: Pick<TakenList, "head" | "isWhole" | "dialect" | "workbook">,
  fields: ReadonlyArray<CustomFieldFacts>,
) {
  const confirmed = Mapping.parse(job.fieldMapping);
  const before = Dialect.safeParse(job.runs[0]?.dialect).data;
  const read = [
    detected,
    ...(before && !workbook ? [before] : before ? [{ ...detected, hasHeader: before.hasHeader, skipLines: before.skipLines }] : []),
  ]
    .map((dialect) => ({ dialect, ...guessColumns(head, dialect, { isWhole, confirmed, fields }) }))
    .find(
      ({ mapping }) => mapping.length === confirmed.length && mapping.every(({ header }, column) => header === confirmed[column]!.header),
    );
  if (!read) throw new AppError("prospecting.import.columns_changed", { status: 422 });
  return { dialect: read.dialect, header: read.header, mapping: confirmed };
}
