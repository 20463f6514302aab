import type { ActionFunctionArgs } from "@remix-run/node";
import { TransferOwnership } from "~/domains/identity/member/member.schema";
import { transferOwnership } from "~/domains/identity/member/transfer-ownership.server";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

/** Makes a member the owner in place of whoever asks. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "member:change");
  await requireSecondFactor(request);
  const membershipId = idFrom(params.membershipId);
  const { success: understood } = TransferOwnership.safeParse(Object.fromEntries(await formDataOf(request)));
  return redirectWithRefusal(`/settings/team/${membershipId}`, async () => {
    const { name } = await inCompany(member, (ctx) => transferOwnership(ctx, { membershipId, understood }));
    return redirectWithNotice("/settings/team", { code: "identity:member.owner_now", values: { name } });
  });
}
