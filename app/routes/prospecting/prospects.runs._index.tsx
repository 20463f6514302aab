import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { History } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listBulkRuns } from "~/domains/prospecting/bulk/bulk.queries.server";
import { isUnderWay, skippedCount } from "~/domains/prospecting/bulk/bulk-run.rules";
import { BulkBadge } from "~/domains/prospecting/ui/bulk-run";
import { useBulkWords } from "~/domains/prospecting/ui/bulk-words";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const asked = new URL(request.url).searchParams.get("before");
  const before = isId(asked) ? asked : undefined;
  const page = await inCompany(company, (ctx) => listBulkRuns(ctx, { before }));
  return { ...page, before: before ?? null };
}

type Run = ReturnType<typeof useLoaderData<typeof loader>>["runs"][number];

export default function BulkRuns() {
  const { runs, next, before } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const words = useBulkWords();
  useLive(
    runs.some(({ state }) => isUnderWay(state)),
    1_000,
  );
  const columns = useMemo<Array<Column<Run>>>(
    () => [
      { key: "what", header: t("bulk_run.column.what"), cell: (run) => <strong>{words(run)}</strong>, area: "main", cut: true },
      { key: "state", header: t("bulk_run.column.state"), cell: (run) => <BulkBadge state={run.state} />, area: "score" },
      { key: "by", header: t("bulk_run.column.by"), cell: (run) => run.by, muted: true, area: "sub" },
      { key: "total", header: t("bulk_run.column.total"), cell: (run) => number(run.totalCount), num: true },
      { key: "done", header: t("bulk_run.column.done"), cell: (run) => number(run.doneCount), num: true },
      { key: "skipped", header: t("bulk_run.column.skipped"), cell: (run) => number(skippedCount(run.skipped)), num: true },
      { key: "date", header: t("bulk_run.column.date"), cell: (run) => <DateTime at={run.startedAt} style="moment" />, muted: true },
    ],
    [number, t],
  );
  return (
    <ListPage
      title={t("bulk_run.many")}
      crumbs={[{ label: t("prospect.many"), to: "/prospects" }]}
      pager={
        runs.length > 0 && (
          <Pager
            from={1}
            to={runs.length}
            previousTo={before ? "/prospects/runs" : undefined}
            nextTo={next ? `/prospects/runs?before=${next}` : undefined}
          />
        )
      }
    >
      {runs.length === 0 ? (
        <Empty icon={History} title={t("bulk_run.none")}>
          {t("bulk_run.none_hint")}
        </Empty>
      ) : (
        <DataTable
          label={t("bulk_run.many")}
          columns={columns}
          rows={runs}
          rowId={(run) => run.id}
          rowHref={(run) => `/prospects/runs/${run.id}`}
          rowName={words}
        />
      )}
    </ListPage>
  );
}
