import type { ActionFunctionArgs } from "@remix-run/node";
import { saveLogo } from "~/domains/identity/branding/save-branding.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { receiveUpload } from "~/platform/uploads.server";

/** Takes a logo in place of the one before. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return redirectWithRefusal("/settings/branding", async () => {
    await receiveUpload(request, (file) => saveLogo(member, file));
    return redirectWithNotice("/settings/branding", { code: "identity:settings.branding.logo_saved" });
  });
}
