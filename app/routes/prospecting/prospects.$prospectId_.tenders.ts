import { type ActionFunctionArgs, data } from "@remix-run/node";
import { addTender, changeTender, deleteTender } from "~/domains/prospecting/tender/save-tender.server";
import { TenderInput } from "~/domains/prospecting/tender/tender.schema";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { errorKey } from "~/platform/i18n";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Writes a tender of a prospect down, changes it or takes it away. A refusal comes back as the key of its sentence, at its field. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await formDataOf(request);
  const given = form.get("itemId");
  const tenderId = given ? idFrom(String(given)) : null;
  const page = `/prospects/${prospectId}`;
  if (form.get("intent") === "delete" && tenderId) {
    const fields = await inCompany(company, (ctx) => deleteTender(ctx, { tenderId, prospectId }));
    return redirectWithNotice(page, { code: "prospecting:tender.notice.deleted", undo: undoOf(`${page}/tenders`, fields) });
  }
  const read = TenderInput.safeParse(Object.fromEntries(form));
  if (!read.success)
    return data(
      { errors: Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join("."), errorKey(message)])) },
      { status: 422 },
    );
  await inCompany(company, async (ctx) => {
    if (tenderId) await changeTender(ctx, { tenderId, prospectId }, read.data);
    else await addTender(ctx, prospectId, read.data);
  });
  return redirectWithNotice(page, { code: "prospecting:tender.notice.saved" });
}

/** What was taken away is written down again by the notice, as long as a cookie can carry it. */
const undoOf = (action: string, fields: Record<string, string | null>) => {
  const given = Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return JSON.stringify(given).length < 1500 ? { action, fields: given } : undefined;
};
