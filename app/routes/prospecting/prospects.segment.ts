import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireSelection } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { createSegment } from "~/domains/prospecting/segment/save-segment.server";
import { changeMembers } from "~/domains/prospecting/segment/segment-members.server";
import { segmentNames } from "~/domains/prospecting/segment/segment.queries.server";
import { SegmentProspects } from "~/domains/prospecting/segment/segment.schema";
import { AppError } from "~/platform/errors";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Segments whose members are chosen by hand. */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  return { segments: await inCompany(company, (ctx) => segmentNames(ctx, { fixedOnly: true })) };
}

/** Puts those chosen, or all that match, into a segment, there already or made now; or takes them out. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, SegmentProspects);
  if (!form.ok) return form.refusal;
  const { segmentId, name, back, remove } = form.value;
  const selection = requireSelection(form.value);
  return redirectWithRefusal(safeNext(back), async () => {
    const done = await inCompany(
      company,
      async (ctx) => {
        if (!segmentId && (!name || remove)) throw new AppError("prospecting.segment.name_missing", { status: 422 });
        const into = name && !remove ? (await createSegment(ctx, { name, type: "fixed" })).segmentId : segmentId!;
        return { into, ...(await changeMembers(ctx, { selection, segmentId: into, remove: remove === "true" })) };
      },
      { bulk: true },
    );
    return redirectWithNotice(safeNext(back), {
      code: remove ? "prospecting:notice.segment_left" : "prospecting:notice.segment_joined",
      values: { count: done.count, number: done.count, name: done.name },
      undo:
        done.count > 0 && done.count === done.ids.length
          ? {
              action: "/prospects/segment",
              fields: { ids: done.ids.join(" "), segmentId: done.into, back, ...(remove ? {} : { remove: "true" }) },
            }
          : undefined,
    });
  });
}
