import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Download, Rows3 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listLines, readImport } from "~/domains/prospecting/import/import.queries.server";
import { OutcomeBadge } from "~/domains/prospecting/ui/import-badge";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["prospecting"] };

const outcomes = ["created", "merged", "refused"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const importRunId = idFrom(params.importRunId);
  const { searchParams } = new URL(request.url);
  const outcome = outcomes.find((one) => one === searchParams.get("outcome"));
  const after = Math.max(0, Number.parseInt(searchParams.get("after") ?? "0", 10) || 0);
  const run = await readImport(company, importRunId);
  const page = await inCompany(company, (ctx) => listLines(ctx, { importRunId, outcome, after }));
  return { run, ...page, outcome: outcome ?? null, after };
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>["lines"][number];

export default function Lines() {
  const { run, lines, next, outcome, after } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const columns = useMemo<Array<Column<Line>>>(
    () => [
      { key: "line", header: t("import.column.line"), cell: (line) => line.lineNumber, num: true, fit: true },
      {
        key: "cells",
        header: t("import.column.cells"),
        cell: (line) =>
          line.prospectId ? (
            <Link className="row-link" to={`/prospects/${line.prospectId}`} prefetch="intent">
              {filled(line.cells)}
            </Link>
          ) : (
            filled(line.cells)
          ),
        area: "main",
        cut: true,
      },
      {
        key: "outcome",
        header: t("import.column.outcome"),
        cell: (line) => <OutcomeBadge outcome={line.outcome} code={line.code} />,
        area: "sub",
      },
    ],
    [t],
  );
  const to = (query: Record<string, string | number | null>) => {
    const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value ? [[key, String(value)]] : []))).toString();
    return `/imports/${run.id}/lines${search && `?${search}`}`;
  };
  const counts = { created: run.createdCount, merged: run.mergedCount, refused: run.refusedCount };
  return (
    <ListPage
      title={t("import.lines.title")}
      crumbs={[
        { label: t("import.many"), to: "/imports" },
        { label: run.fileName, to: `/imports/${run.id}` },
      ]}
      actions={
        run.refusedCount > 0 && (
          <ButtonLink
            size="sm"
            className="hide-s"
            icon={Download}
            to={`/imports/${run.id}/refused`}
            reloadDocument
            download
            prefetch="none"
          >
            {t("import.result.download")}
          </ButtonLink>
        )
      }
      tabs={
        <Tabs
          label={t("import.column.outcome")}
          views
          tabs={[
            { label: t("import.outcome.all"), to: to({}), count: run.processedLines, current: !outcome },
            ...outcomes.map((one) => ({
              label: t(`import.column.${one}`),
              to: to({ outcome: one }),
              count: counts[one],
              current: outcome === one,
            })),
          ]}
        />
      }
      pager={
        lines.length > 0 && (
          <Pager
            from={lines[0]!.lineNumber}
            to={lines.at(-1)!.lineNumber}
            previousTo={after ? to({ outcome }) : undefined}
            nextTo={next ? to({ outcome, after: next }) : undefined}
            keys={false}
          />
        )
      }
    >
      {lines.length === 0 ? (
        <Empty icon={Rows3} title={t("import.lines.none")} />
      ) : (
        <DataTable
          label={t("import.lines.title")}
          columns={columns}
          rows={lines}
          rowId={(line) => String(line.lineNumber)}
          rowName={(line) => String(line.lineNumber)}
        />
      )}
    </ListPage>
  );
}

const filled = (cells: Array<string>) => cells.filter((cell) => cell.trim() !== "").join(" · ");
