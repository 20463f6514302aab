import type { LoaderFunctionArgs } from "@remix-run/node";
import { conditionChoices } from "~/domains/prospecting/condition/condition-choices.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";

/** What a condition can be made of: the company's own fields, its members, lists, campaigns and segments by name. */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  return inCompany(company, conditionChoices);
}
