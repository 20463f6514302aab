import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { restoreProspects } from "~/domains/prospecting/prospect/delete-prospects.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ at: z.iso.datetime(), back: z.string().default("/prospects") });

/** Brings back what one act deleted. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { at, back } = form.value;
  const count = await inCompany(company, (ctx) => restoreProspects(ctx, { at }));
  return redirectWithNotice(safeNext(back), { code: "prospecting:notice.restored", values: { count, number: count } });
}
