import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readDraft } from "~/domains/outreach/message/draft-queue.queries.server";
import { editDraft } from "~/domains/outreach/message/edit-draft.server";
import { EditForm } from "~/domains/outreach/message/message.schema";
import { queueAddress } from "~/domains/outreach/message/queue-address.rules";
import { DraftEditor } from "~/domains/outreach/ui/draft-editor";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export const handle = { words: ["outreach"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "message:edit");
  const wanted = new URL(request.url).searchParams.get("campaign");
  const draft = found(await inCompany(company, (ctx) => readDraft(ctx, idFrom(params.messageId))));
  return { draft, campaignId: isId(wanted) ? wanted : undefined };
}

/** Also after a refusal: the text of now is what the refused one is shown beside. */
export const shouldRevalidate = () => true;

/** A text that came too late is refused with what was typed: the page shows it beside the text of now, and nothing is lost. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "message:edit");
  const messageId = idFrom(params.messageId);
  const form = await readForm(request, EditForm);
  if (!form.ok) return form.refusal;
  const { campaign, revision, subject, previewText, content } = form.value;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => editDraft(ctx, { messageId, revision, subject, previewText, content }));
    return redirectWithNotice(queueAddress({ campaign, message: messageId }), { code: "outreach:notice.edited" });
  });
}

export default function EditDraft() {
  const { draft, campaignId } = useLoaderData<typeof loader>();
  return <DraftEditor key={draft.revision} draft={draft} campaignId={campaignId} lastResult={useActionData<typeof action>()} />;
}
