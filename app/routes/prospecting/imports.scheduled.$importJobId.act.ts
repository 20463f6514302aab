import { type ActionFunctionArgs } from "@remix-run/node";
import { actOnScheduledImport } from "~/domains/prospecting/import/scheduled/act-on-scheduled-import.server";
import { ScheduledAct } from "~/domains/prospecting/import/scheduled/scheduled.schema";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Pauses, resumes, fetches now or ends a list that is fetched by itself. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importJobId = idFrom(params.importJobId);
  const act = ScheduledAct.safeParse(Object.fromEntries(await formDataOf(request)));
  const page = `/imports/scheduled/${importJobId}`;
  return redirectWithRefusal(page, async () => {
    if (!act.success) throw new AppError("platform.form.invalid", { status: 422 });
    const { intent } = act.data;
    await inCompany(company, (ctx) => actOnScheduledImport(ctx, { importJobId, intent }));
    return redirectWithNotice(intent === "remove" ? "/imports/scheduled" : page, { code: `prospecting:notice.scheduled_${intent}` });
  });
}
