import type { AgencyFilter, AgencySort } from "~/domains/prospecting/agency/agency.rules";
import type { PlaceName, PlaceView } from "~/domains/prospecting/market/place-figures.rules";

const address = (path: string, parts: Record<string, string | null | undefined>) => {
  const search = new URLSearchParams(Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1])));
  return search.size > 0 ? `${path}?${search}` : path;
};

/** The page of a city, an arrondissement or, without a city, a department. */
export const placeHref = ({ department, city, district }: PlaceName) => address("/market/place", { department, city, district });

/** The list of places. */
export const marketHref = (view: PlaceView, filter: { department?: string; q?: string }, after?: string | null) =>
  address("/market", { view: view === "cities" ? null : view, department: filter.department, q: filter.q, after });

/** The list of agencies. */
export const agenciesHref = (filter: AgencyFilter, sort: AgencySort = "maturity", after?: string | null) =>
  address("/market/agencies", { ...filter, sort: sort === "maturity" ? null : sort, after });
