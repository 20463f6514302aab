import { z } from "zod";

/** What a run remembers of its workbook: the names of its sheets, and which of them the list is. */
export const WorkbookSheets = z.object({ sheets: z.array(z.string()), sheet: z.number().int().min(0) });
export type WorkbookSheets = z.infer<typeof WorkbookSheets>;
