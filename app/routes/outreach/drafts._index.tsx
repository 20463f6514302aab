import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Check, PenLine, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { countQueue, readDraftQueue } from "~/domains/outreach/message/draft-queue.queries.server";
import { DraftEvidence } from "~/domains/outreach/ui/draft-evidence";
import { DraftLetter } from "~/domains/outreach/ui/draft-letter";
import { DraftRail } from "~/domains/outreach/ui/draft-rail";
import { NoDrafts } from "~/domains/outreach/ui/no-drafts";
import { RemarkForm } from "~/domains/outreach/ui/remark-form";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { Meter } from "~/ui/charts/progress";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { QueueGap, QueuePage, QueuePlace } from "~/ui/pages/queue-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["outreach"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "message:read");
  const { searchParams } = new URL(request.url);
  const [campaign, wanted] = [searchParams.get("campaign"), searchParams.get("message")];
  const campaignId = isId(campaign) ? campaign : null;
  const read = await inCompany(company, async (ctx) => ({
    queue: await readDraftQueue(ctx, { campaignId, wanted: isId(wanted) ? wanted : null }),
    campaigns: await countQueue(ctx),
  }));
  return {
    ...read,
    campaignId,
    asks: searchParams.has("ask"),
    mayApprove: company.may("message:approve"),
    mayEdit: company.may("message:edit"),
  };
}

export default function Drafts() {
  const { queue, campaigns, campaignId, asks, mayApprove, mayEdit } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { list } = useFormat();
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const [active, point] = useState<number | null>(null);
  const some = campaigns.filter(({ id }) => !campaignId || id === campaignId);
  const sum = (of: "drafting" | "approved") => some.reduce((total, one) => total + one[of], 0);
  useLive(sum("drafting") > 0 && !asks);
  useEffect(() => point(null), [queue?.draft.id]);
  if (!queue) return <NoDrafts drafting={sum("drafting")} />;

  const { draft, at, total, rail, previousId, nextId } = queue;
  const address = (message: string, more = "") => `/drafts?${campaignId ? `campaign=${campaignId}&` : ""}message=${message}${more}`;
  const fields = (
    <>
      <input type="hidden" name="revision" value={draft.revision} />
      {campaignId && <input type="hidden" name="campaign" value={campaignId} />}
      {(nextId ?? previousId) && <input type="hidden" name="next" value={nextId ?? previousId ?? ""} />}
    </>
  );
  const approved = sum("approved");
  return (
    <QueuePage
      title={t("drafts.title")}
      aside={
        <span className="row">
          <span className="muted">{list([t("drafts.approved", { count: approved }), t("drafts.to_read", { count: total })])}</span>
          <span className="w-24">
            <Meter small label={t("drafts.progress")} ratio={approved / (approved + total)} />
          </span>
        </span>
      }
      actions={
        mayApprove && (
          <ButtonLink kind="secondary" size="sm" to={`/drafts/approve-all${campaignId ? `?campaign=${campaignId}` : ""}`}>
            {t("drafts.approve_all")}
          </ButtonLink>
        )
      }
      rail={<DraftRail rail={rail} currentId={draft.id} campaigns={campaigns} toMessage={(id) => address(id)} />}
      railLabel={t("drafts.rail")}
      mainLabel={t("drafts.main")}
      evidence={<DraftEvidence draft={draft} active={active} onPoint={point} />}
      evidenceLabel={t("drafts.evidence")}
      verbs={
        <>
          {mayApprove && (
            <Form method="post" action={`/drafts/${draft.id}/refuse`}>
              {fields}
              <Button kind="danger" shortcut="r" busy={busy}>
                {t("drafts.refuse")}
              </Button>
            </Form>
          )}
          {mayEdit && (
            <ButtonLink icon={RefreshCw} shortcut="g" to={address(draft.id, "&ask=remark")} preventScrollReset>
              {t("drafts.redraft")}
            </ButtonLink>
          )}
          <QueueGap />
          {mayEdit && (
            <ButtonLink icon={PenLine} shortcut="e" to={`/drafts/${draft.id}/edit${campaignId ? `?campaign=${campaignId}` : ""}`}>
              {t("drafts.edit")}
            </ButtonLink>
          )}
          {mayApprove ? (
            <Form method="post" action={`/drafts/${draft.id}/approve`}>
              {fields}
              <Button kind="primary" icon={Check} shortcut="a" busy={busy}>
                {t("drafts.approve")}
              </Button>
            </Form>
          ) : (
            <span className="meta muted">{t("drafts.agent")}</span>
          )}
        </>
      }
    >
      <DraftLetter
        draft={draft}
        active={active}
        place={
          <QueuePlace
            at={at}
            of={total}
            previousTo={previousId ? address(previousId) : undefined}
            nextTo={nextId ? address(nextId) : undefined}
          />
        }
      >
        {asks && mayEdit && (
          <RemarkForm key={draft.id} action={`/drafts/${draft.id}/redraft`} cancelTo={address(draft.id)} busy={busy} fields={fields} />
        )}
      </DraftLetter>
    </QueuePage>
  );
}
