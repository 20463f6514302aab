import { type ActionFunctionArgs, data } from "@remix-run/node";
import {
  addCompetitiveNote,
  changeCompetitiveNote,
  deleteCompetitiveNote,
} from "~/domains/prospecting/competitive-note/save-competitive-note.server";
import { CompetitiveNoteInput } from "~/domains/prospecting/competitive-note/competitive-note.schema";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { errorKey } from "~/platform/i18n";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Writes down what is known of a prospect and a competitor, changes it or takes it away. A refusal comes back as the key of its sentence, at its field. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await formDataOf(request);
  const given = form.get("itemId");
  const noteId = given ? idFrom(String(given)) : null;
  const page = `/prospects/${prospectId}`;
  if (form.get("intent") === "delete" && noteId) {
    const fields = await inCompany(company, (ctx) => deleteCompetitiveNote(ctx, { noteId, prospectId }));
    return redirectWithNotice(page, {
      code: "prospecting:competitive_note.notice.deleted",
      undo: undoOf(`${page}/competitive-notes`, fields),
    });
  }
  const read = CompetitiveNoteInput.safeParse(Object.fromEntries(form));
  if (!read.success)
    return data(
      { errors: Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join("."), errorKey(message)])) },
      { status: 422 },
    );
  await inCompany(company, async (ctx) => {
    if (noteId) await changeCompetitiveNote(ctx, { noteId, prospectId }, read.data);
    else await addCompetitiveNote(ctx, prospectId, read.data);
  });
  return redirectWithNotice(page, { code: "prospecting:competitive_note.notice.saved" });
}

/** What was taken away is written down again by the notice, as long as a cookie can carry it. */
const undoOf = (action: string, fields: Record<string, string | null>) => {
  const given = Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return JSON.stringify(given).length < 1500 ? { action, fields: given } : undefined;
};
