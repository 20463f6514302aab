import type { ActionFunctionArgs } from "@remix-run/node";
import { UnusedOfRole } from "~/domains/identity/role/role.schema";
import { giveBackToRole, takeUnusedFromRole } from "~/domains/identity/role/take-unused.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes from a role what nobody uses, or gives it back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "role:change");
  await requireSecondFactor(request);
  const roleId = idFrom(params.roleId);
  const form = await readForm(request, UnusedOfRole);
  if (!form.ok) return form.refusal;
  const { intent, days, rights } = form.value;
  const held = company.rights;
  return redirectWithRefusal("/settings/roles", async () => {
    if (intent === "give_back") {
      await inCompany(company, (ctx) => giveBackToRole(ctx, { roleId, rights, held }));
      return redirectWithNotice("/settings/roles", { code: "identity:access.unused.given_back", values: { count: rights.length } });
    }
    const { taken } = await inCompany(company, (ctx) => takeUnusedFromRole(ctx, { roleId, rights, days, held }));
    return redirectWithNotice("/settings/roles", {
      code: "identity:access.unused.taken",
      values: { count: taken.length },
      undo: { action: `/settings/roles/${roleId}/unused`, fields: { intent: "give_back", rights: taken.join(",") } },
    });
  });
}
