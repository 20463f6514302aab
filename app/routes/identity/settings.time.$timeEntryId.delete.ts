import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteTime } from "~/domains/identity/schedule/record-time.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes an entry of worked time back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "schedule:change");
  const id = idFrom(params.timeEntryId);
  const { userId } = await inCompany(member, (ctx) => deleteTime(ctx, id));
  return redirectWithNotice(`/settings/time?user=${userId}`, { code: "identity:settings.time.deleted" });
}
