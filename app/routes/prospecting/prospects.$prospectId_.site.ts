import type { ActionFunctionArgs } from "@remix-run/node";
import { askSiteReading } from "~/domains/prospecting/agency/ask-site-reading.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** A member wants the prospect's website read now. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const page = `/prospects/${prospectId}/agency`;
  return redirectWithRefusal(page, async () => {
    await inCompany(company, (ctx) => askSiteReading(ctx, prospectId));
    return redirectWithNotice(page, { code: "prospecting:maturity.asked" });
  });
}
