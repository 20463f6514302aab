import type { ActionFunctionArgs } from "@remix-run/node";
import { redraftMessage } from "~/domains/outreach/message/redraft-message.server";
import { RemarkForm } from "~/domains/outreach/message/message.schema";
import { queueAddress } from "~/domains/outreach/message/queue-address.rules";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "message:edit");
  const messageId = idFrom(params.messageId);
  const posted = RemarkForm.safeParse(Object.fromEntries(await formDataOf(request)));
  const here = queueAddress({ campaign: posted.data?.campaign, message: messageId });
  return redirectWithRefusal(here, async () => {
    if (!posted.success)
      throw new AppError(
        posted.error.issues[0]!.message.startsWith("outreach.") ? posted.error.issues[0]!.message : "platform.form.invalid",
        { status: 422 },
      );
    await inCompany(company, (ctx) => redraftMessage(ctx, { messageId, revision: posted.data.revision, remark: posted.data.remark }));
    return redirectWithNotice(queueAddress({ campaign: posted.data.campaign, message: posted.data.next }), {
      code: "outreach:notice.redrafted",
    });
  });
}
