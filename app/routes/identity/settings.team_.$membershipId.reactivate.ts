import type { ActionFunctionArgs } from "@remix-run/node";
import { reactivateMember } from "~/domains/identity/member/deactivate-member.server";
import { ReactivateMember } from "~/domains/identity/member/member.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Lets a member in again; what was his comes back if that is wanted. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "member:change");
  const membershipId = idFrom(params.membershipId);
  const form = await readForm(request, ReactivateMember);
  if (!form.ok) return form.refusal;
  const giveBack = form.value.giveBack === "yes";
  return redirectWithRefusal(`/settings/team/${membershipId}`, async () => {
    const { name, moved } = await inCompany(member, (ctx) => reactivateMember(ctx, { membershipId, giveBack }), { bulk: true });
    const code = moved ? "identity:member.reactivated_given" : "identity:member.reactivated";
    return redirectWithNotice("/settings/team", { code, values: { name, count: moved } });
  });
}
