import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarClock, FileUp } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listImports } from "~/domains/prospecting/import/import.queries.server";
import { isUnderWay } from "~/domains/prospecting/import/run/import-run.rules";
import { ImportBadge } from "~/domains/prospecting/ui/import-badge";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
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
  const page = await inCompany(company, (ctx) => listImports(ctx, { before }));
  return { ...page, before: before ?? null, mayImport: company.may("prospect:import") };
}

type Run = ReturnType<typeof useLoaderData<typeof loader>>["runs"][number];

export default function Imports() {
  const { runs, next, before, mayImport } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  useLive(
    runs.some(({ state }) => isUnderWay(state)),
    1_000,
  );
  const columns = useMemo<Array<Column<Run>>>(
    () => [
      { key: "file", header: t("import.column.file"), cell: (run) => <strong>{run.fileName}</strong>, area: "main", cut: true },
      { key: "state", header: t("import.column.state"), cell: (run) => <ImportBadge state={run.state} />, area: "score" },
      { key: "source", header: t("import.column.source"), cell: (run) => run.sourceDetail, muted: true, cut: true, area: "sub" },
      { key: "lines", header: t("import.column.lines"), cell: (run) => number(run.totalLines ?? run.processedLines), num: true },
      { key: "created", header: t("import.column.created"), cell: (run) => number(run.createdCount), num: true },
      { key: "merged", header: t("import.column.merged"), cell: (run) => number(run.mergedCount), num: true },
      { key: "refused", header: t("import.column.refused"), cell: (run) => number(run.refusedCount), num: true },
      { key: "date", header: t("import.column.date"), cell: (run) => <DateTime at={run.createdAt} style="moment" />, muted: true },
    ],
    [number, t],
  );
  const create = mayImport && (
    <ButtonLink kind="primary" size="sm" icon={FileUp} to="/imports/new">
      {t("import.new")}
    </ButtonLink>
  );
  return (
    <ListPage
      title={t("import.many")}
      actions={
        <>
          <ButtonLink kind="quiet" size="sm" icon={CalendarClock} to="/imports/scheduled">
            {t("import.scheduled.many")}
          </ButtonLink>
          {create}
        </>
      }
      pager={
        runs.length > 0 && (
          <Pager
            from={1}
            to={runs.length}
            previousTo={before ? "/imports" : undefined}
            nextTo={next ? `/imports?before=${next}` : undefined}
          />
        )
      }
    >
      {runs.length === 0 ? (
        <Empty icon={FileUp} title={t("import.none")} action={create}>
          {t("import.none_hint")}
        </Empty>
      ) : (
        <DataTable
          label={t("import.many")}
          columns={columns}
          rows={runs}
          rowId={(run) => run.id}
          rowHref={(run) => `/imports/${run.id}`}
          rowName={(run) => run.fileName}
        />
      )}
    </ListPage>
  );
}
