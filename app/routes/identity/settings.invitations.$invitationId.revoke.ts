import type { ActionFunctionArgs } from "@remix-run/node";
import { revokeInvitation } from "~/domains/identity/member/invite-member.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "member:invite");
  const invitationId = idFrom(params.invitationId);
  await inCompany(member, (ctx) => revokeInvitation(ctx, { invitationId }));
  return redirectWithNotice("/settings/team", { code: "identity:settings.team_page.revoked" });
}
