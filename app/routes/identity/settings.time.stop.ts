import type { ActionFunctionArgs } from "@remix-run/node";
import { stopClock } from "~/domains/identity/schedule/record-time.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Stops one's own clock. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "schedule:change");
  const { wasForgotten } = await inCompany(member, stopClock);
  return redirectWithNotice("/settings/time", { code: `identity:settings.time.${wasForgotten ? "stopped_late" : "stopped"}` });
}
