import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { partPair } from "~/domains/prospecting/duplicate/part-pair.server";
import { queuePlace } from "~/domains/prospecting/duplicate/queue-place.rules";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ next: z.guid().optional(), importRun: z.guid().optional(), undo: z.literal("yes").optional() });

/** The two are not the same; the notice takes it back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const pairId = idFrom(params.pairId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { next, importRun, undo } = form.value;
  await inCompany(company, (ctx) => partPair(ctx, { pairId, isBack: undo === "yes" }));
  if (undo) return redirectWithNotice(queuePlace({ importRun, pair: pairId }), { code: "prospecting:duplicate.notice.reopened" });
  return redirectWithNotice(queuePlace({ importRun, pair: next }), {
    code: "prospecting:duplicate.notice.parted",
    undo: { action: `/duplicates/${pairId}/part`, fields: { undo: "yes", ...(importRun && { importRun }) } },
  });
}
