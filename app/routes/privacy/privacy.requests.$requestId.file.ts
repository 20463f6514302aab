import type { LoaderFunctionArgs } from "@remix-run/node";
import { outFile } from "~/domains/privacy/request/out-file.server";
import { fileOfRequest } from "~/domains/privacy/request/take-file.server";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";

/** The archive or certificate of a request, for a member who answers for it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "privacy:change");
  return outFile(await fileOfRequest(member, idFrom(params.requestId)));
}
