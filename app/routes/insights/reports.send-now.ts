import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { SendNowForm } from "~/domains/insights/report/report.schema";
import { writeReportNow } from "~/domains/insights/report/write-report-now.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request }: ActionFunctionArgs) {
  let company = await requireCompany(request, "report:read");
  // A report goes to confirmed addresses only. The page of reports says so, with the way to a new link.
  if (!company.emailVerified) return redirect("/reports?confirm");
  const posted = SendNowForm.safeParse(Object.fromEntries(await formDataOf(request)));
  if (posted.data?.to === "team") company = await requireCompany(request, "report:send");
  return redirectWithRefusal("/reports", async () => {
    if (!posted.success) throw new AppError("platform.form.invalid", { status: 422 });
    const { to } = posted.data;
    const { reportId } = await inCompany(company, (ctx) => writeReportNow(ctx, { to }));
    return redirectWithNotice(`/reports/${reportId}`, { code: to === "team" ? "insights:notice.sent_team" : "insights:notice.sent_me" });
  });
}
