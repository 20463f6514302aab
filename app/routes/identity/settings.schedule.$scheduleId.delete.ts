import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteStretch } from "~/domains/identity/schedule/save-stretch.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a stretch out of somebody's week. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "schedule:change");
  const id = idFrom(params.scheduleId);
  const { userId } = await inCompany(member, (ctx) => deleteStretch(ctx, id));
  return redirectWithNotice(`/settings/schedule?user=${userId}`, { code: "identity:settings.schedule.deleted" });
}
