import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteAddress } from "~/domains/identity/address/save-address.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes an address of the company away. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const id = idFrom(params.addressId);
  await inCompany(member, (ctx) => deleteAddress(ctx, id));
  return redirectWithNotice("/settings/addresses", { code: "identity:settings.addresses.deleted" });
}
