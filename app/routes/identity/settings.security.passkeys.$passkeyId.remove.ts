import type { ActionFunctionArgs } from "@remix-run/node";
import { removePasskey } from "~/domains/identity/security/remove-factor.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const passkeyId = idFrom(params.passkeyId);
  await requireSecondFactor(request);
  return redirectWithRefusal("/settings/security", async () => {
    await inCompany(member, (ctx) => removePasskey(ctx, { passkeyId }));
    return redirectWithNotice("/settings/security", { code: "identity:security.passkey.removed" });
  });
}
