import type { ActionFunctionArgs } from "@remix-run/node";
import { saveView } from "~/domains/prospecting/view/save-view.server";
import { ViewForm } from "~/domains/prospecting/view/saved-view.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Keeps the list as it is filtered and sorted, pins, shares or deletes what one kept. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const form = await readForm(request, ViewForm);
  if (!form.ok) return form.refusal;
  const { act } = form.value;
  return redirectWithRefusal("/prospects", async () => {
    const { query } = await inCompany(company, (ctx) => saveView(ctx, form.value, { mayShare: company.may("prospect:change") }));
    return redirectWithNotice(query ? `/prospects?${query}` : "/prospects", {
      code: act === "delete" ? "prospecting:notice.view_deleted" : "prospecting:notice.view_saved",
    });
  });
}
