import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteTeam } from "~/domains/identity/team/save-team.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a team away; its members stay. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "member:change");
  const teamId = idFrom(params.teamId);
  return redirectWithRefusal(`/settings/teams/${teamId}`, async () => {
    await inCompany(company, (ctx) => deleteTeam(ctx, { teamId, held: company.rights }));
    return redirectWithNotice("/settings/teams", { code: "identity:access.notice.team_deleted" });
  });
}
