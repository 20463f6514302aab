import type { ActionFunctionArgs } from "@remix-run/node";
import { revokeOtherSessions } from "~/domains/identity/security/revoke-sessions.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { sessionDigest } from "~/platform/session.server";

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireCompany(request, "company:read");
  await revokeOtherSessions({ userId: actor.id, keptDigest: await sessionDigest(request) });
  return redirectWithNotice("/settings/security", { code: "identity:security.sessions.others_ended" });
}
