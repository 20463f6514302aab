import type { ActionFunctionArgs } from "@remix-run/node";
import { changePolicy } from "~/domains/identity/security/change-policy.server";
import { ChangePolicy } from "~/domains/identity/security/security.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  await requireSecondFactor(request);
  const form = await readForm(request, ChangePolicy);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => changePolicy(ctx, form.value));
    return redirectWithNotice("/settings/security", { code: "identity:settings.saved" });
  });
}
