import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Activity } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { countRuns, listRuns } from "~/domains/operations/run/run.queries.server";
import { runStatuses } from "~/domains/operations/run/run.rules";
import { RunBadge } from "~/domains/operations/ui/run-badge";
import { GivenUpWebhooks } from "~/domains/operations/ui/given-up-webhooks";
import { listGivenUpWebhooks } from "~/domains/operations/webhook/given-up-webhooks.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { keepsRuns } from "~/platform/jobs.server";
import { inCompany } from "~/platform/tenancy.server";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Callout } from "~/ui/surfaces/card";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["operations"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "run:read");
  const { searchParams } = new URL(request.url);
  const status = runStatuses.find((each) => each === searchParams.get("status"));
  const before = /^[0-9A-Z]{26}$/.test(searchParams.get("before") ?? "") ? searchParams.get("before")! : undefined;
  const { page, counts, webhooks } = await inCompany(member, async (ctx) => ({
    page: await listRuns(ctx, { status, before }),
    counts: await countRuns(ctx),
    webhooks: await listGivenUpWebhooks(ctx),
  }));
  return { ...page, counts, webhooks, mayRetry: member.may("run:replay"), status: status ?? null, before: before ?? null, keepsRuns };
}

type Run = ReturnType<typeof useLoaderData<typeof loader>>["runs"][number];

export default function Runs() {
  const { runs, next, counts, webhooks, mayRetry, status, before, keepsRuns } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const columns = useMemo<Array<Column<Run>>>(
    () => [
      {
        key: "function",
        header: t("run.function"),
        cell: (run) => <span dir="ltr">{run.functionId.replace(/^essor-/, "")}</span>,
        area: "main",
      },
      { key: "status", header: t("run.status"), cell: (run) => <RunBadge status={run.status} />, area: "score" },
      { key: "event", header: t("run.event"), cell: (run) => <span dir="ltr">{run.eventName}</span>, muted: true, cut: true, area: "sub" },
      { key: "attempts", header: t("run.attempts"), cell: (run) => run.attempts, num: true },
      { key: "duration", header: t("run.duration"), cell: (run) => durationOf(run, t), num: true },
      { key: "started", header: t("run.started"), cell: (run) => <DateTime at={run.createdAt} style="moment" />, muted: true },
    ],
    [t],
  );
  const total = status ? counts[status] : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const to = (query: Record<string, string | null>) => {
    const search = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null)).toString();
    return `/operations/runs${search && `?${search}`}`;
  };
  return (
    <ListPage
      title={t("run.title")}
      tabs={
        <Tabs
          label={t("run.status")}
          views
          tabs={[
            { label: t("run.all"), to: to({}), current: !status },
            ...runStatuses.map((each) => ({
              label: t(`run.tab.${each}`),
              to: to({ status: each }),
              count: counts[each],
              current: status === each,
            })),
          ]}
        />
      }
      notice={
        (!keepsRuns || webhooks.count > 0) && (
          <>
            {!keepsRuns && <Callout>{t("run.elsewhere")}</Callout>}
            <GivenUpWebhooks {...webhooks} mayRetry={mayRetry} />
          </>
        )
      }
      pager={
        runs.length > 0 && (
          <Pager
            from={1}
            to={runs.length}
            total={before ? undefined : total}
            previousTo={before ? to({ status }) : undefined}
            nextTo={next ? to({ status, before: next }) : undefined}
          />
        )
      }
    >
      {runs.length === 0 ? (
        <Empty icon={Activity} title={t("run.none")}>
          {t("run.none_hint")}
        </Empty>
      ) : (
        <DataTable
          label={t("run.many")}
          columns={columns}
          rows={runs}
          rowId={(run) => run.id}
          rowHref={(run) => `/operations/runs/${run.id}`}
          rowName={(run) => run.functionId}
          total={total}
        />
      )}
    </ListPage>
  );
}

function durationOf(run: Run, t: ReturnType<typeof useTranslation>["t"]) {
  if (!run.startedAt || !run.endedAt) return "";
  return t("run.seconds", { value: ((run.endedAt.getTime() - run.startedAt.getTime()) / 1000).toFixed(1) });
}
