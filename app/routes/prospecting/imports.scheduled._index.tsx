import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listScheduledImports } from "~/domains/prospecting/import/scheduled/scheduled.queries.server";
import { ScheduledBadge, useScheduleWords } from "~/domains/prospecting/ui/scheduled-import";
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

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const asked = new URL(request.url).searchParams.get("after");
  const after = isId(asked) ? asked : undefined;
  const page = await inCompany(company, (ctx) => listScheduledImports(ctx, { after }));
  return { ...page, after: after ?? null, mayImport: company.may("prospect:import") };
}

type Job = ReturnType<typeof useLoaderData<typeof loader>>["jobs"][number];

export default function ScheduledImports() {
  const { jobs, next, after, mayImport } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { inWords } = useScheduleWords();
  const columns = useMemo<Array<Column<Job>>>(
    () => [
      { key: "name", header: t("import.scheduled.name"), cell: (job) => <strong>{job.name}</strong>, area: "main", cut: true },
      { key: "state", header: t("import.column.state"), cell: (job) => <ScheduledBadge job={job} />, area: "score" },
      {
        key: "host",
        header: t("import.scheduled.host"),
        cell: (job) => job.sourceHost ?? t("import.scheduled.mail"),
        muted: true,
        cut: true,
        area: "sub",
      },
      {
        key: "when",
        header: t("import.scheduled.when"),
        cell: (job) => (job.schedule ? inWords(job.schedule) : t("import.scheduled.by_mail")),
        muted: true,
        cut: true,
      },
      {
        key: "last",
        header: t("import.scheduled.last"),
        cell: (job) => job.lastRunAt && <DateTime at={job.lastRunAt} style="moment" />,
        muted: true,
      },
      {
        key: "next",
        header: t("import.scheduled.next"),
        cell: (job) => job.status === "active" && job.isConfirmed && job.nextRunAt && <DateTime at={job.nextRunAt} style="moment" />,
        muted: true,
      },
    ],
    [inWords, t],
  );
  const create = mayImport && (
    <ButtonLink kind="primary" size="sm" icon={CalendarClock} to="/imports/scheduled/new">
      {t("import.scheduled.new")}
    </ButtonLink>
  );
  return (
    <ListPage
      title={t("import.scheduled.many")}
      crumbs={[{ label: t("import.many"), to: "/imports" }]}
      actions={create}
      pager={
        jobs.length > 0 && (
          <Pager
            from={1}
            to={jobs.length}
            previousTo={after ? "/imports/scheduled" : undefined}
            nextTo={next ? `/imports/scheduled?after=${next}` : undefined}
          />
        )
      }
    >
      {jobs.length === 0 ? (
        <Empty icon={CalendarClock} title={t("import.scheduled.none")} action={create}>
          {t("import.scheduled.none_hint")}
        </Empty>
      ) : (
        <DataTable
          label={t("import.scheduled.many")}
          columns={columns}
          rows={jobs}
          rowId={(job) => job.id}
          rowHref={(job) => `/imports/scheduled/${job.id}`}
          rowName={(job) => job.name}
        />
      )}
    </ListPage>
  );
}
