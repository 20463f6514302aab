import { segmentsIn } from "~/domains/prospecting/segment/segment-conditions.server";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";

/**
 * What a campaign keeps of its audience: the filter, and the segment it names, so that the segment knows who uses it.
 * @throws AppError 'prospecting.condition.…' (400), 'prospecting.filter.segment_unknown' (400)
 */
export function audienceOf(address: string) {
  const filter = filterFromUrl(new URLSearchParams(address));
  return { targetFilters: filter, segmentId: segmentsIn(filter)[0] ?? null };
}
