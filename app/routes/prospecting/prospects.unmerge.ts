import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { unmergeProspects } from "~/domains/prospecting/duplicate/unmerge-prospects.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ merge: z.guid(), back: z.string().default("/duplicates") });

/** Undoes a merge: both prospects stand as before. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const back = safeNext(form.value.back);
  return redirectWithRefusal(back, async () => {
    await inCompany(company, (ctx) => unmergeProspects(ctx, form.value.merge));
    return redirectWithNotice(back, { code: "prospecting:duplicate.notice.unmerged" });
  });
}
