import type { ActionFunctionArgs } from "@remix-run/node";
import { resendVerification } from "~/domains/identity/account/verify-email.server";
import { requireCompany } from "~/platform/gate.server";
import { takeRates } from "~/platform/rates.server";

export async function action({ request }: ActionFunctionArgs) {
  const { companyId, actor } = await requireCompany(request, "company:read");
  await takeRates({ "verify.account": actor.id });
  await resendVerification({ companyId, userId: actor.id });
  return { sent: true };
}
