import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { startDuplicateRun } from "~/domains/prospecting/duplicate/duplicate-run.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ kind: z.enum(["find", "merge"]) });

/** Starts a search of all prospects, or the merge of all that is certain; the queue shows how far it is. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { kind } = form.value;
  await inCompany(company, (ctx) => startDuplicateRun(ctx, { kind }));
  return redirectWithNotice("/duplicates", { code: `prospecting:duplicate.notice.${kind}_started` });
}
