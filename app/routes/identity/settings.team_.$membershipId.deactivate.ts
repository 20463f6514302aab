import type { ActionFunctionArgs } from "@remix-run/node";
import { deactivateMember } from "~/domains/identity/member/deactivate-member.server";
import { DeactivateMember } from "~/domains/identity/member/member.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a member out and hands over what was his. Undone by letting him in again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "member:change");
  const membershipId = idFrom(params.membershipId);
  const form = await readForm(request, DeactivateMember);
  if (!form.ok) return form.refusal;
  return redirectWithRefusal(`/settings/team/${membershipId}`, async () => {
    const { name, moved } = await inCompany(member, (ctx) => deactivateMember(ctx, { membershipId, ...form.value }), { bulk: true });
    return redirectWithNotice("/settings/team", {
      code: moved ? "identity:member.deactivated_handed" : "identity:member.deactivated",
      values: { name, count: moved },
      undo: { action: `/settings/team/${membershipId}/reactivate`, fields: { giveBack: "yes" } },
    });
  });
}
