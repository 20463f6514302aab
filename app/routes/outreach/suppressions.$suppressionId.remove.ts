import type { ActionFunctionArgs } from "@remix-run/node";
import { removeSuppression } from "~/domains/outreach/suppression/remove-suppression.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "campaign:change");
  const { address } = await inCompany(member, (ctx) => removeSuppression(ctx, { suppressionId: idFrom(params.suppressionId) }));
  return redirectWithNotice("/suppressions", {
    code: "outreach:suppression.removed",
    values: { address },
    undo: { action: "/suppressions", fields: { address } },
  });
}
