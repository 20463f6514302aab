import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

/** Deletes a key for good. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  await requireSecondFactor(request);
  const serviceKeyId = idFrom(params.serviceKeyId);
  await inCompany(member, (ctx) => deleteServiceKey(ctx, serviceKeyId));
  return redirectWithNotice("/settings/keys", { code: "identity:keys.deleted" });
}
