import type { ActionFunctionArgs } from "@remix-run/node";
import { retryWebhooks } from "~/domains/operations/webhook/retry-webhooks.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "run:replay");
  const count = await inCompany(member, retryWebhooks);
  return redirectWithNotice("/operations/runs", { code: "operations:webhook.retried", values: { count } });
}
