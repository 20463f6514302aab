import type { BulkDeed } from "./bulk.schema";

const codes: Record<BulkDeed["act"], string> = {
  assign: "assigned",
  status: "status_set",
  tag: "tagged",
  untag: "untagged",
  delete: "deleted",
  join_segment: "segment_joined",
  leave_segment: "segment_left",
  set_field: "field_set",
};

/** What an act that is over is told as: a code in the words of prospecting, and its values. */
export const doneNotice = (deed: BulkDeed, count: number) => ({
  code: `prospecting:notice.${codes[deed.act]}`,
  values: { count, number: count, ...("tag" in deed && { tag: deed.tag }), ...("name" in deed && { name: deed.name }) },
});

/** The page it came from, which shows how far a run is. */
export function withRun(path: string, bulkRunId: string): string {
  const [address, query = ""] = path.split("?");
  const search = new URLSearchParams(query);
  search.set("run", bulkRunId);
  return `${address}?${search}`;
}
