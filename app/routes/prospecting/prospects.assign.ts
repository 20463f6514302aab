import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { assignProspects, listAssignees } from "~/domains/prospecting/prospect/assign-prospects.server";
import { requireSelection, SelectionFields } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Whom prospects can be given to, by name. */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  return { people: await inCompany(company, listAssignees) };
}

const Posted = z.object({ ...SelectionFields, userId: z.guid("platform.form.invalid").optional(), back: z.string().default("/prospects") });

/** Makes those chosen, or all that match, one colleague's; without one, nobody's. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { userId = null, back } = form.value;
  const selection = requireSelection(form.value);
  return redirectWithRefusal(safeNext(back), async () => {
    const count = await inCompany(company, (ctx) => assignProspects(ctx, { selection, userId }), { bulk: true });
    return redirectWithNotice(safeNext(back), { code: "prospecting:notice.assigned", values: { count, number: count } });
  });
}
