import type { LoaderFunctionArgs } from "@remix-run/node";
import { openExport } from "~/domains/privacy/company/export-company.server";
import { outFile } from "~/domains/privacy/request/out-file.server";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";

/** An export of the company, to somebody who proved himself lately. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:export");
  await requireSecondFactor(request);
  return outFile(await openExport(member, idFrom(params.fileId)));
}
