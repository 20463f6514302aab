import { z } from "zod";
import { ProspectFields } from "./prospect.schema";
import { prospectSorts } from "./prospect-sort.rules";

/** What the API takes: the fields of the form and the list, and no other. */
export const ApiProspectInput = ProspectFields.strict();
export const ApiProspectChange = ProspectFields.partial().strict();
export const ApiListQuery = z.object({
  sort: z.enum(prospectSorts).default("newest"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** As the page before gave it. */
  cursor: z.string().max(1000).optional(),
});
