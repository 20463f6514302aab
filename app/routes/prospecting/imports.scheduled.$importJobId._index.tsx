import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Pause, Pencil, Play, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { failuresBeforePause } from "~/domains/prospecting/import/scheduled/schedule.rules";
import { getScheduledImport } from "~/domains/prospecting/import/scheduled/scheduled.queries.server";
import { ScheduledBadge, useScheduleWords } from "~/domains/prospecting/ui/scheduled-import";
import { requireCompany } from "~/platform/gate.server";
import { errorKey } from "~/platform/i18n";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Table } from "~/ui/data/table";
import { Form } from "~/ui/forms/form";
import { DangerZone } from "~/ui/forms/form-parts";
import { TopBar } from "~/ui/shell/top-bar";
import { Callout, Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export const handle = { words: ["prospecting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const job = await inCompany(company, (ctx) => getScheduledImport(ctx, idFrom(params.importJobId)));
  return { job, mayImport: company.may("prospect:import") };
}

type Job = ReturnType<typeof useLoaderData<typeof loader>>["job"];

export default function ScheduledImport() {
  const { job, mayImport } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { inWords } = useScheduleWords();
  const first = job.tries.find(({ run }) => run)?.run;
  return (
    <>
      <TopBar
        title={job.name}
        crumbs={[{ label: t("import.scheduled.many"), to: "/imports/scheduled" }]}
        aside={<ScheduledBadge job={job} />}
        actions={mayImport && <Verbs job={job} />}
      />
      <div className="content" tabIndex={0} role="region" aria-label={job.name}>
        <div className="page stack g8">
          {!job.isConfirmed && (
            <Callout
              action={
                first && (
                  <ButtonLink size="sm" to={`/imports/${first.id}`}>
                    {t("import.scheduled.open_first")}
                  </ButtonLink>
                )
              }
            >
              {t(job.schedule || first ? "import.scheduled.waits" : "import.scheduled.waits_mail")}
            </Callout>
          )}
          {job.errorCode && (
            <Callout
              tone={job.status === "paused" ? "danger" : "warning"}
              title={job.failureCount >= failuresBeforePause ? t("import.scheduled.paused_after") : undefined}
            >
              {t(errorKey(job.errorCode), job.tries[0]?.values)}
            </Callout>
          )}
          <Facts
            facts={[
              ...(job.schedule
                ? [
                    { label: t("import.scheduled.host"), value: <span dir="ltr">{job.sourceHost}</span> },
                    { label: t("import.scheduled.when"), value: inWords(job.schedule) },
                  ]
                : [
                    {
                      label: t("import.scheduled.send_to"),
                      value: job.inboundAddress ? (
                        <code dir="ltr" style={{ overflowWrap: "anywhere" }}>
                          {job.inboundAddress}
                        </code>
                      ) : (
                        t("import.scheduled.no_inbound")
                      ),
                    },
                    { label: t("import.scheduled.senders"), value: <span dir="ltr">{job.allowedSenders.join(", ")}</span> },
                  ]),
              { label: t("import.scheduled.last"), value: job.lastRunAt && <DateTime at={job.lastRunAt} style="moment" /> },
              ...(job.schedule
                ? [
                    {
                      label: t("import.scheduled.next"),
                      value:
                        job.status === "active" && job.isConfirmed && job.nextRunAt ? (
                          <DateTime at={job.nextRunAt} style="moment" />
                        ) : (
                          t(job.isConfirmed ? "import.scheduled.state.paused" : "import.scheduled.never")
                        ),
                    },
                  ]
                : []),
              { label: t("import.column.source"), value: job.sourceDetail },
              { label: t("import.scheduled.basis"), value: t(`import.basis.${job.legalBasis}`) },
            ]}
          />
          {job.tries.length > 0 && <Tries tries={job.tries} />}
          {mayImport && (
            <DangerZone
              title={t("import.scheduled.end")}
              purpose={t("import.scheduled.end_hint")}
              verb={t("import.scheduled.end")}
              word={t("import.scheduled.end_word")}
              form={{ action: `/imports/scheduled/${job.id}/act`, fields: { intent: "remove" } }}
            />
          )}
        </div>
      </div>
    </>
  );
}

function Verbs({ job }: { job: Job }) {
  const { t } = useTranslation("prospecting");
  const act = (intent: string, button: ReactNode) => (
    <Form method="post" action={`/imports/scheduled/${job.id}/act`}>
      <input type="hidden" name="intent" value={intent} />
      {button}
    </Form>
  );
  const isPaused = job.status === "paused";
  return (
    <>
      <ButtonLink kind="quiet" size="sm" icon={Pencil} to={`/imports/scheduled/${job.id}/edit`}>
        {t("import.scheduled.change_verb")}
      </ButtonLink>
      {act(
        isPaused ? "resume" : "pause",
        <Button kind={isPaused ? "primary" : "quiet"} size="sm" icon={isPaused ? Play : Pause}>
          {t(isPaused ? "import.scheduled.resume" : "import.scheduled.pause")}
        </Button>,
      )}
      {job.isConfirmed &&
        job.schedule &&
        !isPaused &&
        act(
          "fetch",
          <Button kind="primary" size="sm" icon={RefreshCw}>
            {t("import.scheduled.fetch")}
          </Button>,
        )}
    </>
  );
}

function Tries({ tries }: { tries: Job["tries"] }) {
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const heads = ["created", "merged", "refused"].map((key) => ({ label: t(`import.column.${key}`), num: true }));
  return (
    <section className="stack g2">
      <h2 className="lead strong">{t("import.scheduled.history")}</h2>
      <Table
        compact
        label={t("import.scheduled.history")}
        heads={[{ label: t("import.scheduled.at") }, { label: t("import.column.outcome") }, ...heads]}
      >
        {tries.map(({ at, outcome, code, values, run }) => (
          <tr key={at}>
            <td>
              <DateTime at={at} style="moment" />
            </td>
            <td>
              {run ? (
                <Link to={`/imports/${run.id}`}>{t(`import.scheduled.outcome.${outcome}`)}</Link>
              ) : (
                t(`import.scheduled.outcome.${outcome}`)
              )}{" "}
              {code && <span className="meta muted">{t(errorKey(code), values)}</span>}
            </td>
            {[run?.createdCount, run?.mergedCount, run?.refusedCount].map((count, place) => (
              <td key={place} className="num">
                {count === undefined ? "" : number(count)}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  );
}
