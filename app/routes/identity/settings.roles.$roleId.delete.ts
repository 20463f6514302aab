import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteRole } from "~/domains/identity/role/delete-role.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a role of the company's own away. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "role:change");
  await requireSecondFactor(request);
  const roleId = idFrom(params.roleId);
  return redirectWithRefusal(`/settings/roles/${roleId}`, async () => {
    await inCompany(company, (ctx) => deleteRole(ctx, { roleId, held: company.rights }));
    return redirectWithNotice("/settings/roles", { code: "identity:access.notice.deleted" });
  });
}
