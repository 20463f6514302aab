import type { ActionFunctionArgs } from "@remix-run/node";
import { resendInvitation } from "~/domains/identity/member/invite-member.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { takeRates } from "~/platform/rates.server";
import { inCompany } from "~/platform/tenancy.server";

/** Sends an invitation again: a new link, and the old one dies. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "member:invite");
  const invitationId = idFrom(params.invitationId);
  return redirectWithRefusal("/settings/team", async () => {
    await takeRates({ "invite.company": member.companyId });
    const { email } = await inCompany(member, (ctx) => resendInvitation(ctx, { invitationId }));
    return redirectWithNotice("/settings/team", { code: "identity:settings.team_page.resent", values: { email } });
  });
}
