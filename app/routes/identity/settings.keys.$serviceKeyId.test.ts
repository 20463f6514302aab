import type { ActionFunctionArgs } from "@remix-run/node";
import { testServiceKey } from "~/domains/identity/outside-key/test-outside-key.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";

/** Asks the service whether it takes the key, and tells what it said. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  const serviceKeyId = idFrom(params.serviceKeyId);
  const page = `/settings/keys/${serviceKeyId}`;
  return redirectWithRefusal(page, async () => {
    const outcome = await testServiceKey(member, serviceKeyId);
    return redirectWithNotice(page, { code: `identity:keys.told.${outcome}`, tone: outcome === "works" ? "success" : "danger" });
  });
}
