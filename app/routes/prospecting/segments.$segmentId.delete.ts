import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteSegment } from "~/domains/prospecting/segment/save-segment.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a segment away; its prospects stay. One that a campaign rests on is refused by a sentence. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const segmentId = idFrom(params.segmentId);
  return redirectWithRefusal(`/segments/${segmentId}`, async () => {
    await inCompany(company, (ctx) => deleteSegment(ctx, { segmentId }));
    return redirectWithNotice("/segments", { code: "prospecting:notice.segment_deleted" });
  });
}
