import type { LoaderFunctionArgs } from "@remix-run/node";
import { getBulkRun } from "~/domains/prospecting/bulk/bulk.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** How far a run is, for the list that it works on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const bulkRunId = idFrom(params.bulkRunId);
  const run = await inCompany(company, (ctx) => getBulkRun(ctx, bulkRunId));
  return { run, mayChange: company.may("prospect:change") };
}
