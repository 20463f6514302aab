import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { recordStatusChanges, undoStatusChanges } from "~/domains/crm/interaction/record-status-changes.server";
import { requireSelection, SelectionFields } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { setStatus } from "~/domains/prospecting/prospect/set-status.server";
import { ProspectStatus } from "~/generated/prisma/enums";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { uuidv7 } from "~/platform/ids";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({
  ...SelectionFields,
  status: z.enum(ProspectStatus).optional(),
  /** Takes one act back instead. */
  undo: z.guid().optional(),
  at: z.iso.datetime().optional(),
  back: z.string().default("/prospects"),
});

/** Sets the status of those chosen, or of all that match, and writes the change into their timelines, which is also the way back. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { status, undo, at, back } = form.value;
  if (undo && at) {
    const count = await inCompany(company, (ctx) => undoStatusChanges(ctx, { batch: undo, at }));
    return redirectWithNotice(safeNext(back), { code: "prospecting:notice.status_back", values: { count, number: count } });
  }
  const selection = requireSelection(form.value);
  const batch = uuidv7();
  const done = await inCompany(company, async (ctx) => {
    if (!status) return { count: 0, at: "" };
    await recordStatusChanges(ctx, { selection, status, batch });
    return { count: await setStatus(ctx, { selection, status }), at: ctx.now.toISOString() };
  });
  return redirectWithNotice(safeNext(back), {
    code: "prospecting:notice.status_set",
    values: { count: done.count, number: done.count },
    undo: done.count > 0 ? { action: "/prospects/status", fields: { undo: batch, at: done.at, back } } : undefined,
  });
}
