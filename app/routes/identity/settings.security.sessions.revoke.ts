import type { ActionFunctionArgs } from "@remix-run/node";
import { revokeSession } from "~/domains/identity/security/revoke-sessions.server";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireCompany(request, "company:read");
  const session = (await formDataOf(request)).get("session");
  await revokeSession({ userId: actor.id, idDigest: typeof session === "string" ? session.slice(0, 64) : "" });
  return redirectWithNotice("/settings/security", { code: "identity:security.sessions.ended" });
}
