import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { choicesOf, MergeForm } from "~/domains/prospecting/duplicate/merge.schema";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { queuePlace } from "~/domains/prospecting/duplicate/queue-place.rules";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = MergeForm.extend({ next: z.guid().optional(), importRun: z.guid().optional() });

/** Makes the two of a pair one, as chosen; the notice undoes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const pairId = idFrom(params.pairId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { next, importRun, ...chosen } = form.value;
  return redirectWithRefusal(queuePlace({ importRun, pair: pairId }), async () => {
    const { mergeId } = await inCompany(company, async (ctx) => {
      const pair = found(
        await ctx.db.duplicatePair.findFirst({ where: { id: pairId, state: "open" }, select: { oneId: true, otherId: true } }),
      );
      return mergeProspects(ctx, { ...pair, winner: chosen.winner, choices: choicesOf(chosen) });
    });
    const back = queuePlace({ importRun, pair: next });
    return redirectWithNotice(back, {
      code: "prospecting:duplicate.notice.merged",
      undo: { action: "/prospects/unmerge", fields: { merge: mergeId, back } },
    });
  });
}
