import type { ActionFunctionArgs } from "@remix-run/node";
import { leaveOutside } from "~/domains/identity/security/outside-log-in.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { isOutsideProvider } from "~/platform/vendors/open-id.server";

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireCompany(request, "company:read");
  await requireSecondFactor(request);
  const provider = (await formDataOf(request)).get("provider");
  if (!isOutsideProvider(provider)) throw new AppError("identity.outside.unknown", { status: 404 });
  await leaveOutside({ userId: actor.id, provider });
  return redirectWithNotice("/settings/security", { code: "identity:security.outside.left" });
}
