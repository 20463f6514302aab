import { departmentName } from "~/domains/prospecting/map/department-line.rules";
import type { PlaceName } from "~/domains/prospecting/market/place-figures.rules";

/** A place as one says it: "Lyon, 3e arrondissement (69)", "Finistère (29)". */
export const placeName = ({ department, city, district }: PlaceName): string =>
  `${city === "" ? departmentName(department) : [city, district].filter(Boolean).join(", ")} (${department})`;
