import type { LoaderFunctionArgs } from "@remix-run/node";
import { countUnread } from "~/domains/operations/notification/notification.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";

/** How many one has not seen: what the bell asks while its page is looked at. */
export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  return { unread: await inCompany(member, countUnread) };
}
