import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { EnterCompany } from "~/domains/identity/company/company.schema";
import { enterCompany } from "~/domains/identity/company/enter-company.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireUser } from "~/platform/gate.server";

/** Into another company of one's own: its first page, under a new session id. A company that is none of his is answered as an unknown one. */
export async function action({ request }: ActionFunctionArgs) {
  const { userId } = await requireUser(request);
  const { success, data } = EnterCompany.safeParse(Object.fromEntries(await formDataOf(request)));
  if (!success) throw new AppError("platform.record.unknown", { status: 404 });
  return redirect("/", { headers: { "Set-Cookie": await enterCompany(request, { userId, companyId: data.companyId }) } });
}

export const loader = () => redirect("/");
