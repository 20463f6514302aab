import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { deleteProspects } from "~/domains/prospecting/prospect/delete-prospects.server";
import { requireSelection, SelectionFields } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ ...SelectionFields, back: z.string().default("/prospects") });

/** Takes prospects out of the lists; the notice brings them back. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { back } = form.value;
  const selection = requireSelection(form.value);
  const { count, at } = await inCompany(company, (ctx) => deleteProspects(ctx, selection));
  return redirectWithNotice(safeNext(back), {
    code: "prospecting:notice.deleted",
    values: { count, number: count },
    undo: count > 0 ? { action: "/prospects/restore", fields: { at, back } } : undefined,
  });
}
