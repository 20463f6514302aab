import type { ActionFunctionArgs } from "@remix-run/node";
import { markAllNotifications } from "~/domains/operations/notification/mark-notifications.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** All of one's own are seen. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  await inCompany(member, markAllNotifications);
  return redirectWithNotice("/notifications", { code: "operations:notification.marked_all" });
}
