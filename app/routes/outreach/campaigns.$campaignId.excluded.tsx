import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { UserCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { countAudience, type ExcludedProspect, listExcluded } from "~/domains/outreach/campaign/audience.queries.server";
import { findCampaign } from "~/domains/outreach/campaign/campaign.queries.server";
import { exclusions, frequencyDays } from "~/domains/outreach/campaign/campaign.rules";
import { CampaignTabs } from "~/domains/outreach/ui/campaign-tabs";
import { MorePages } from "~/domains/outreach/ui/more-pages";
import { CampaignBadge } from "~/domains/outreach/ui/state-badges";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["outreach"] };

const pageSize = 50;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "campaign:read");
  const { searchParams } = new URL(request.url);
  const reason = exclusions.find((one) => one === searchParams.get("reason")) ?? null;
  const place = /^(\d{1,3})~([0-9a-f-]{36})$/.exec(searchParams.get("after") ?? "");
  const after = place ? { score: Number(place[1]), id: idFrom(place[2]) } : null;
  return inCompany(company, async (ctx) => {
    const campaign = found(await findCampaign(ctx, idFrom(params.campaignId)));
    const input = { filter: campaign.filter, exceptCampaignId: campaign.id };
    const rows = await listExcluded(ctx, { ...input, reason, after, take: pageSize + 1 });
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      campaign,
      count: await countAudience(ctx, input),
      reason,
      rows: page,
      next: rows.length > pageSize && last ? `${last.leadScore}~${last.id}` : null,
      isFirst: !after,
    };
  });
}

const nameOf = ({ organizationName, firstName, lastName, email }: ExcludedProspect) =>
  organizationName ?? ([firstName, lastName].filter(Boolean).join(" ") || (email ?? "…"));

export default function Excluded() {
  const { campaign, count, reason, rows, next, isFirst } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { number } = useFormat();
  const columns = useMemo<Array<Column<ExcludedProspect>>>(
    () => [
      { key: "who", header: t("excluded.columns.who"), area: "main", cell: (row) => <bdi>{nameOf(row)}</bdi> },
      { key: "city", header: t("excluded.columns.city"), muted: true, cell: (row) => row.city },
      {
        key: "why",
        header: t("excluded.columns.why"),
        area: "sub",
        cell: (row) => t(`exclusion.${row.excluded}`, { days: frequencyDays }),
      },
    ],
    [t],
  );
  const path = `/campaigns/${campaign.id}/excluded`;
  const address = (name: typeof reason, after?: string) => {
    const search = new URLSearchParams([...(name ? [["reason", name]] : []), ...(after ? [["after", after]] : [])]);
    return search.size > 0 ? `${path}?${search}` : path;
  };
  const left = count.matching - count.contactable;
  const views = [
    { label: t("group.all"), to: path, count: number(left), current: reason === null },
    ...exclusions.map((one) => ({
      label: t(`exclusion.${one}`, { days: frequencyDays }),
      to: address(one),
      count: number(count.excluded[one]),
      current: reason === one,
    })),
  ];
  return (
    <ListPage
      title={campaign.name}
      crumbs={[{ label: t("campaigns.title"), to: "/campaigns" }]}
      aside={<CampaignBadge status={campaign.status} />}
      tabs={
        <>
          <CampaignTabs
            campaignId={campaign.id}
            messages={campaign.startedAt ? campaign.totalRecipients : null}
            excluded={left}
            isLaunched={campaign.startedAt !== null}
          />
          <Tabs label={t("campaign.who.title")} tabs={views} views />
        </>
      }
      pager={<MorePages firstTo={isFirst ? undefined : address(reason)} nextTo={next ? address(reason, next) : undefined} />}
    >
      {rows.length === 0 ? (
        <Empty icon={UserCheck} title={t("excluded.empty.title")}>
          {t("excluded.empty.text")}
        </Empty>
      ) : (
        <DataTable
          label={t("campaign.who.title")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/prospects/${row.id}`}
          rowName={nameOf}
        />
      )}
    </ListPage>
  );
}
