import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { cancelClosing } from "~/domains/privacy/closing/ask-closing.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes the end of the account back. No second factor: it takes nothing from anybody, and must be easy. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:close");
  return redirectWithRefusal("/settings/closing", async () => {
    await inCompany(member, cancelClosing);
    return redirectWithNotice("/settings/closing", { code: "privacy:closing.notice_cancelled" });
  });
}

export async function loader({ request }: ActionFunctionArgs) {
  await requireCompany(request, "company:close");
  return redirect("/settings/closing");
}
