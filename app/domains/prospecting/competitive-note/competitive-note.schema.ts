import { z } from "zod";
import { blankIsNull, line, lines, link, needed } from "../tender/tender.schema";

export const CompetitiveNoteInput = z.object({
  competitor: needed(100, "prospecting.competitive_note.competitor_missing"),
  content: lines(2000).pipe(z.string().min(1, "prospecting.competitive_note.content_missing")),
  url: link,
  source: line(200),
  expiresOn: z.preprocess(blankIsNull, z.iso.date("prospecting.competitive_note.day_invalid").nullable()),
});
export type CompetitiveNoteInput = z.output<typeof CompetitiveNoteInput>;
