import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireSelection, TagProspects } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { tagProspects } from "~/domains/prospecting/prospect/tag-prospects.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = TagProspects.extend({ back: z.string().default("/prospects") });

/** Tags those chosen, or all that match; the way back goes with the notice where it can name everybody it touched. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { tag, back, remove = undefined } = form.value;
  const selection = requireSelection(form.value);
  const { count, ids } = await inCompany(company, (ctx) => tagProspects(ctx, { selection, tag, remove: remove === "true" }));
  return redirectWithNotice(safeNext(back), {
    code: remove ? "prospecting:notice.untagged" : "prospecting:notice.tagged",
    values: { count, number: count, tag },
    undo:
      count > 0 && count === ids.length
        ? { action: "/prospects/tag", fields: { ids: ids.join(" "), tag, back, ...(remove ? {} : { remove: "true" }) } }
        : undefined,
  });
}
