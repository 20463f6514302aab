import type { ActionFunctionArgs } from "@remix-run/node";
import { restoreDraft } from "~/domains/outreach/message/refuse-draft.server";
import { RestoreForm } from "~/domains/outreach/message/message.schema";
import { queueAddress } from "~/domains/outreach/message/queue-address.rules";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "message:approve");
  const messageId = idFrom(params.messageId);
  const posted = RestoreForm.safeParse(Object.fromEntries(await formDataOf(request)));
  const here = queueAddress({ campaign: posted.data?.campaign, message: messageId });
  return redirectWithRefusal(here, async () => {
    if (!posted.success) throw new AppError("platform.form.invalid", { status: 422 });
    await inCompany(company, (ctx) => restoreDraft(ctx, { messageId }));
    return redirectWithNotice(here, { code: "outreach:notice.restored" });
  });
}
