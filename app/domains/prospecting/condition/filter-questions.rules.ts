import type { ProspectFilter } from "../prospect/prospect-filter.schema";
import type { Condition } from "./condition.schema";

const filled = (field: string): Condition => ({ field, is: "filled" });
const empty = (field: string): Condition => ({ field, is: "empty" });

/** A whole filter as one condition: its simple parts are questions like any other. Its search words alone have no question of their own. */
export function questionsOf(filter: ProspectFilter): Condition | null {
  const { status, scoreMin, scoreMax, department, city, email, phone, tag, source, importRun, contacted, since, segment, where } = filter;
  const all: Array<Condition> = [];
  if (status) all.push({ field: "status", is: "one_of", value: status });
  if (scoreMin !== undefined) all.push({ field: "leadScore", is: "at_least", value: scoreMin });
  if (scoreMax !== undefined) all.push({ field: "leadScore", is: "at_most", value: scoreMax });
  if (department) all.push({ field: "department", is: "one_of", value: department });
  if (city !== undefined) all.push({ field: "city", is: "equals", value: city });
  if (email) all.push(email === "yes" ? filled("email") : empty("email"));
  if (phone) all.push(phone === "yes" ? { any: [filled("phone"), filled("mobile")] } : { all: [empty("phone"), empty("mobile")] });
  if (tag) all.push({ field: "tags", is: "has_any", value: tag });
  if (source) all.push({ field: "source", is: "one_of", value: source });
  if (importRun !== undefined) all.push({ field: "importRun", is: "one_of", value: [importRun] });
  if (contacted) all.push(contacted === "yes" ? filled("lastContactedAt") : empty("lastContactedAt"));
  if (since !== undefined) all.push({ field: "createdAt", is: "from", value: since });
  if (segment) all.push({ field: "segment", is: "one_of", value: segment });
  if (where) all.push(...("all" in where ? where.all : [where]));
  return all.length === 0 ? null : { all };
}
