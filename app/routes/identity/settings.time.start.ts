import type { ActionFunctionArgs } from "@remix-run/node";
import { startClock } from "~/domains/identity/schedule/record-time.server";
import { StartClock } from "~/domains/identity/schedule/schedule.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Starts one's own clock. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "schedule:change");
  const form = await readForm(request, StartClock);
  if (!form.ok) return form.refusal;
  return redirectWithRefusal("/settings/time", async () => {
    await inCompany(member, (ctx) => startClock(ctx, form.value));
    return redirectWithNotice("/settings/time", { code: "identity:settings.time.started" });
  });
}
