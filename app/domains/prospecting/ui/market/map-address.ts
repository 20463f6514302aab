import type { MapMeasure } from "~/domains/prospecting/map/choropleth.rules";
import { filterToUrl, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";

/** The map's address: the list's filter, and what the shades tell unless it is how many. */
export function mapHref(filter: ProspectFilter, show: MapMeasure = "prospects"): string {
  const search = new URLSearchParams(filterToUrl(filter));
  if (show !== "prospects") search.set("show", show);
  const query = search.toString();
  return query ? `/prospects/map?${query}` : "/prospects/map";
}
