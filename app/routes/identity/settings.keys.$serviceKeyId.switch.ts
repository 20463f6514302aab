import type { ActionFunctionArgs } from "@remix-run/node";
import { switchServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a key out of use, or back into it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  const serviceKeyId = idFrom(params.serviceKeyId);
  const isActive = (await formDataOf(request)).get("isActive") === "yes";
  await inCompany(member, (ctx) => switchServiceKey(ctx, serviceKeyId, isActive));
  return redirectWithNotice(`/settings/keys/${serviceKeyId}`, {
    code: `identity:keys.${isActive ? "switched_on" : "switched_off"}`,
    undo: { action: `/settings/keys/${serviceKeyId}/switch`, fields: { isActive: isActive ? "no" : "yes" } },
  });
}
