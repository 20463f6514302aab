import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Mails } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { countMessages, findCampaign, listMessages, type MessageRow } from "~/domains/outreach/campaign/campaign.queries.server";
import { isMessageGroup, messageGroups } from "~/domains/outreach/campaign/campaign.rules";
import { CampaignTabs } from "~/domains/outreach/ui/campaign-tabs";
import { MorePages } from "~/domains/outreach/ui/more-pages";
import { CampaignBadge, MessageBadge, OriginBadge } from "~/domains/outreach/ui/state-badges";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["outreach"] };

const pageSize = 50;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "message:read");
  const { searchParams } = new URL(request.url);
  const [wanted, place] = [searchParams.get("group"), searchParams.get("after")];
  const group = isMessageGroup(wanted) ? wanted : null;
  const after = isId(place) ? place : null;
  return inCompany(company, async (ctx) => {
    const campaign = found(await findCampaign(ctx, idFrom(params.campaignId)));
    const rows = await listMessages(ctx, { campaignId: campaign.id, group, after, take: pageSize + 1 });
    const page = rows.slice(0, pageSize);
    return {
      campaign,
      counts: await countMessages(ctx, campaign.id),
      group,
      messages: page,
      next: rows.length > pageSize ? page.at(-1)!.id : null,
      isFirst: !after,
    };
  });
}

export default function CampaignMessages() {
  const { campaign, counts, group, messages, next, isFirst } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { number } = useFormat();
  const columns = useMemo<Array<Column<MessageRow>>>(
    () => [
      {
        key: "who",
        header: t("messages.columns.who"),
        area: "main",
        cell: (row) => <bdi>{row.person || row.organizationName || row.email}</bdi>,
      },
      { key: "org", header: t("evidence.prospect.organizationName"), muted: true, cut: true, cell: (row) => row.organizationName },
      { key: "subject", header: t("messages.columns.subject"), cut: true, area: "sub", cell: (row) => row.subject },
      {
        key: "status",
        header: t("messages.columns.status"),
        fit: true,
        area: "score",
        cell: (row) => <MessageBadge status={row.status} />,
      },
      { key: "origin", header: t("messages.columns.origin"), fit: true, cell: (row) => <OriginBadge origin={row.origin} /> },
      { key: "updated", header: t("messages.columns.updated"), muted: true, fit: true, cell: (row) => <DateTime at={row.updatedAt} /> },
    ],
    [t],
  );
  const path = `/campaigns/${campaign.id}/messages`;
  const address = (name: typeof group, after?: string) => {
    const search = new URLSearchParams([...(name ? [["group", name]] : []), ...(after ? [["after", after]] : [])]);
    return search.size > 0 ? `${path}?${search}` : path;
  };
  const views = [
    { label: t("group.all"), to: path, count: number(campaign.totalRecipients), current: group === null },
    ...messageGroups
      .filter((name) => counts[name] > 0 || name === group)
      .map((name) => ({ label: t(`group.${name}`), to: address(name), count: number(counts[name]), current: name === group })),
  ];
  return (
    <ListPage
      title={campaign.name}
      crumbs={[{ label: t("campaigns.title"), to: "/campaigns" }]}
      aside={<CampaignBadge status={campaign.status} />}
      tabs={
        <>
          <CampaignTabs campaignId={campaign.id} messages={campaign.totalRecipients} excluded={0} isLaunched />
          <Tabs label={t("messages.label")} tabs={views} views />
        </>
      }
      pager={<MorePages firstTo={isFirst ? undefined : address(group)} nextTo={next ? address(group, next) : undefined} />}
    >
      {messages.length === 0 ? (
        <Empty icon={Mails} title={t("messages.empty.title")}>
          {t("messages.empty.text")}
        </Empty>
      ) : (
        <DataTable
          label={t("messages.label")}
          columns={columns}
          rows={messages}
          rowId={(row) => row.id}
          rowHref={(row) => (row.status === "pending_approval" ? `/drafts?message=${row.id}` : `/prospects/${row.prospectId}`)}
          rowName={(row) => row.person || row.organizationName || row.email || ""}
        />
      )}
    </ListPage>
  );
}
