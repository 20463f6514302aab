import { AppError } from "~/platform/errors";
import type { MappingColumn } from "../run/import-run.rules";

const naming = new Set(["firstName", "lastName", "fullName", "email", "phone", "mobile", "organizationName", "siret"]);

/**
 * Refuses columns by which no list can be read, whoever chose them.
 * @throws AppError 'prospecting.import.target_twice' when two columns claim one field, 'prospecting.import.nobody_mapped' when no column
 * could name anybody (422)
 */
export function refuseUnsound(mapping: ReadonlyArray<MappingColumn>) {
  const own = mapping.flatMap(({ field }) => field ?? []);
  const claimed = mapping.map(({ target }) => target).filter((target) => target !== "custom" && target !== "ignore");
  if (new Set(own).size < own.length || new Set(claimed).size < claimed.length)
    throw new AppError("prospecting.import.target_twice", { status: 422, field: "columns" });
  if (!claimed.some((target) => naming.has(target)))
    throw new AppError("prospecting.import.nobody_mapped", { status: 422, field: "columns" });
}
