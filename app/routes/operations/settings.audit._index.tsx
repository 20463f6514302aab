import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Download, ScrollText, Search } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { auditPeople, auditRetention, listAudit } from "~/domains/operations/audit/audit.queries.server";
import { auditAddress, auditFilterFrom } from "~/domains/operations/audit/audit.rules";
import { AuditRetention } from "~/domains/operations/audit/audit.schema";
import { changeAuditRetention } from "~/domains/operations/audit/change-audit-retention.server";
import { AuditFilters } from "~/domains/operations/ui/audit-filters";
import { AuditRetentionForm } from "~/domains/operations/ui/audit-retention-form";
import { useAuditWords } from "~/domains/operations/ui/audit-words";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { Badge } from "~/ui/controls/badge";
import { ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["operations"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "audit:read");
  const { searchParams } = new URL(request.url);
  const filter = auditFilterFrom(searchParams);
  const before = /^\d{1,18}$/.test(searchParams.get("before") ?? "") ? searchParams.get("before")! : undefined;
  const { list, people, months } = await inCompany(member, async (ctx) => ({
    list: await listAudit(ctx, filter, { before }),
    people: await auditPeople(ctx),
    months: await auditRetention(ctx),
  }));
  return { ...list, filter, people, months, mayChange: member.may("company:change") };
}

/** How long the log is kept. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, AuditRetention);
  if (!form.ok) return form.refusal;
  await inCompany(member, (ctx) => changeAuditRetention(ctx, form.value));
  return redirectWithNotice("/settings/audit", { code: "operations:audit.retention.saved" });
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

export default function Audit() {
  const { rows, next, filter, people, months, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const [params] = useSearchParams();
  const words = useAuditWords();
  const columns = useColumns();
  const place = Number(params.get("place")) || 0;
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <ListPage
      title={t("audit.title")}
      actions={
        rows.length > 0 && (
          <ButtonLink size="sm" icon={Download} to={auditAddress(filter, {}, "/settings/audit/export")} reloadDocument>
            {t("audit.export")}
          </ButtonLink>
        )
      }
      filters={<AuditFilters filter={filter} people={people} />}
      notice={
        <div className="stack g4">
          <p className="muted">{t("audit.purpose")}</p>
          {mayChange && !isFiltered && <AuditRetentionForm months={months} />}
        </div>
      }
      pager={
        rows.length > 0 && (
          <Pager
            from={place + 1}
            to={place + rows.length}
            previousTo={place > 0 ? auditAddress(filter) : undefined}
            nextTo={next ? auditAddress(filter, { before: next, place: String(place + rows.length) }) : undefined}
            keys={false}
          />
        )
      }
    >
      {rows.length > 0 ? (
        <DataTable
          label={t("audit.title")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/settings/audit/${row.id}`}
          rowName={(row) => words.act(row.action)}
        />
      ) : isFiltered ? (
        <Empty icon={Search} title={t("audit.none_found")}>
          {t("audit.none_found_hint")}
        </Empty>
      ) : (
        <Empty icon={ScrollText} title={t("audit.empty")}>
          {t("audit.empty_hint")}
        </Empty>
      )}
    </ListPage>
  );
}

function useColumns(): Array<Column<Row>> {
  const { t } = useTranslation("operations");
  const words = useAuditWords();
  return useMemo(
    () => [
      { key: "action", header: t("audit.column.action"), cell: (row: Row) => words.act(row.action), area: "main" as const },
      { key: "who", header: t("audit.column.who"), cell: (row: Row) => <bdi>{words.who(row)}</bdi>, area: "sub" as const },
      { key: "type", header: t("audit.column.type"), cell: (row: Row) => row.resourceType && words.type(row.resourceType), muted: true },
      {
        key: "outcome",
        header: t("audit.column.outcome"),
        cell: (row: Row) =>
          row.success ? (
            <Badge tone="success">{t("audit.outcome.done")}</Badge>
          ) : (
            <Badge tone="warning">{t("audit.outcome.refused")}</Badge>
          ),
        area: "score" as const,
      },
      {
        key: "address",
        header: t("audit.column.address"),
        cell: (row: Row) => row.ipAddress && <span dir="ltr">{row.ipAddress}</span>,
        muted: true,
      },
      { key: "at", header: t("audit.column.at"), cell: (row: Row) => <DateTime at={row.createdAt} style="moment" />, muted: true },
    ],
    [t, words],
  );
}
