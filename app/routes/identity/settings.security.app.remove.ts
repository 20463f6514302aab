import type { ActionFunctionArgs } from "@remix-run/node";
import { removeApp } from "~/domains/identity/security/remove-factor.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  await requireSecondFactor(request);
  return redirectWithRefusal("/settings/security", async () => {
    await inCompany(member, removeApp);
    return redirectWithNotice("/settings/security", { code: "identity:security.app.removed" });
  });
}
