import type { ActionFunctionArgs } from "@remix-run/node";
import { revokeApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a token out of use for good. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  const apiTokenId = idFrom(params.apiTokenId);
  await inCompany(member, (ctx) => revokeApiToken(ctx, apiTokenId));
  return redirectWithNotice("/settings/tokens", { code: "identity:tokens.revoked" });
}
