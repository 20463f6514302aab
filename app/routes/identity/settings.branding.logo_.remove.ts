import type { ActionFunctionArgs } from "@remix-run/node";
import { removeLogo } from "~/domains/identity/branding/save-branding.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";

/** Takes the logo away. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  await removeLogo(member);
  return redirectWithNotice("/settings/branding", { code: "identity:settings.branding.logo_removed" });
}
