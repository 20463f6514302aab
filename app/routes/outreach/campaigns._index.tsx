import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Megaphone, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type CampaignRow, listCampaigns } from "~/domains/outreach/campaign/campaign.queries.server";
import { MorePages } from "~/domains/outreach/ui/more-pages";
import { CampaignBadge } from "~/domains/outreach/ui/state-badges";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["outreach"] };

const pageSize = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "campaign:read");
  const wanted = new URL(request.url).searchParams.get("after");
  const after = isId(wanted) ? wanted : null;
  const rows = await inCompany(company, (ctx) => listCampaigns(ctx, { after, take: pageSize + 1 }));
  const page = rows.slice(0, pageSize);
  return {
    campaigns: page,
    next: rows.length > pageSize ? page.at(-1)!.id : null,
    isFirst: after === null,
    mayCreate: company.may("campaign:change"),
  };
}

export default function Campaigns() {
  const { campaigns, next, isFirst, mayCreate } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { number } = useFormat();
  const columns = useMemo<Array<Column<CampaignRow>>>(() => {
    const figure = (key: "pending" | "sent" | "delivered" | "replied") => ({
      key,
      header: t(`campaigns.columns.${key}`),
      num: true,
      cell: (row: CampaignRow) => number(row[key]),
    });
    return [
      { key: "name", header: t("campaigns.columns.name"), area: "main", cell: (row) => row.name },
      { key: "product", header: t("campaign.product"), muted: true, cut: true, area: "sub", cell: (row) => row.productName },
      {
        key: "status",
        header: t("campaigns.columns.status"),
        fit: true,
        area: "score",
        cell: (row) => <CampaignBadge status={row.status} />,
      },
      { key: "recipients", header: t("campaigns.columns.recipients"), num: true, cell: (row) => number(row.totalRecipients) },
      figure("pending"),
      figure("sent"),
      figure("delivered"),
      figure("replied"),
      {
        key: "created",
        header: t("campaigns.columns.created"),
        muted: true,
        fit: true,
        cell: (row) => <DateTime at={row.createdAt} style="day" />,
      },
    ];
  }, [t, number]);
  const create = mayCreate && (
    <ButtonLink kind="primary" size="sm" icon={Plus} to="/campaigns/new">
      {t("campaigns.new")}
    </ButtonLink>
  );
  return (
    <ListPage title={t("campaigns.title")} actions={create}>
      {campaigns.length === 0 ? (
        <Empty
          icon={Megaphone}
          title={t("campaigns.empty.title")}
          action={
            mayCreate && (
              <ButtonLink kind="primary" to="/campaigns/new">
                {t("campaigns.empty.verb")}
              </ButtonLink>
            )
          }
        >
          {t("campaigns.empty.text")}
        </Empty>
      ) : (
        <DataTable
          label={t("campaigns.title")}
          columns={columns}
          rows={campaigns}
          rowId={(row) => row.id}
          rowHref={(row) => `/campaigns/${row.id}`}
          rowName={(row) => row.name}
        />
      )}
      <MorePages firstTo={isFirst ? undefined : "/campaigns"} nextTo={next ? `/campaigns?after=${next}` : undefined} />
    </ListPage>
  );
}
