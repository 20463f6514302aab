import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { approveAll, approveAtMost, whatApproveAllMeans } from "~/domains/outreach/message/approve-messages.server";
import { countQueue } from "~/domains/outreach/message/draft-queue.queries.server";
import { ApproveAllForm } from "~/domains/outreach/message/message.schema";
import { queueAddress } from "~/domains/outreach/message/queue-address.rules";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Table } from "~/ui/data/table";
import { Form } from "~/ui/forms/form";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["outreach"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "message:approve");
  const wanted = new URL(request.url).searchParams.get("campaign");
  const campaignId = isId(wanted) ? wanted : undefined;
  return inCompany(company, async (ctx) => ({
    ...(await whatApproveAllMeans(ctx, { campaignId })),
    campaigns: (await countQueue(ctx)).filter(({ id, pending }) => pending > 0 && (!campaignId || id === campaignId)),
    campaignId,
    most: approveAtMost,
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "message:approve");
  const posted = ApproveAllForm.safeParse(Object.fromEntries(await formDataOf(request)));
  const campaignId = posted.data?.campaign;
  return redirectWithRefusal(`/drafts/approve-all${campaignId ? `?campaign=${campaignId}` : ""}`, async () => {
    if (!posted.success) throw new AppError("platform.form.invalid", { status: 422 });
    const { approved } = await inCompany(company, (ctx) => approveAll(ctx, { campaignId, mark: posted.data.mark }), { bulk: true });
    return redirectWithNotice(queueAddress({ campaign: campaignId }), {
      code: "outreach:notice.approved_all",
      values: { count: approved },
    });
  });
}

export default function ApproveAll() {
  const { count, mark, campaigns, campaignId, most } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { number } = useFormat();
  const busy = useNavigation().state !== "idle";
  const back = queueAddress({ campaign: campaignId });
  return (
    <FormPage title={t("drafts.all.title")} crumbs={[{ label: t("drafts.title"), to: back }]} headless>
      <div className="stack g5">
        <h2 className="title">{t("drafts.all.question", { count })}</h2>
        <p className="muted">
          {t("drafts.all.text")} {count === most && t("drafts.all.most", { most: number(most) })}
        </p>
        {count > 0 && (
          <Table label={t("drafts.title")} heads={[{ label: t("drafts.campaign") }, { label: t("campaigns.columns.pending"), num: true }]}>
            {campaigns.map(({ id, name, pending }) => (
              <tr key={id}>
                <td>{name}</td>
                <td className="num">{number(pending)}</td>
              </tr>
            ))}
          </Table>
        )}
        <Form method="post" className="row g2">
          <input type="hidden" name="mark" value={mark} />
          {campaignId && <input type="hidden" name="campaign" value={campaignId} />}
          {count > 0 && (
            <Button kind="primary" icon={CheckCheck} busy={busy}>
              {t("drafts.all.verb", { count })}
            </Button>
          )}
          <ButtonLink kind="quiet" to={back}>
            {t("drafts.all.back")}
          </ButtonLink>
        </Form>
      </div>
    </FormPage>
  );
}
