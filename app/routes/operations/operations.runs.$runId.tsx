import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Check, CircleAlert, Clock, RotateCcw, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { findRun } from "~/domains/operations/run/run.queries.server";
import { RunBadge } from "~/domains/operations/ui/run-badge";
import { requireCompany } from "~/platform/gate.server";
import { found } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Timeline, TimelineEvent } from "~/ui/data/timeline";
import { Form } from "~/ui/forms/form";
import { RecordPage, SidePart } from "~/ui/pages/record-page";
import { Facts } from "~/ui/surfaces/card";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["operations"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "run:read");
  const run = found(await inCompany(member, (ctx) => findRun(ctx, params.runId ?? "")));
  return { run, mayReplay: member.may("run:replay") };
}

export default function RunPage() {
  const { run, mayReplay } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const format = useFormat();
  const name = run.functionId.replace(/^essor-/, "");
  return (
    <RecordPage
      title={<span dir="ltr">{name}</span>}
      crumbs={[{ label: t("run.title"), to: "/operations/runs" }]}
      aside={<RunBadge status={run.status} />}
      actions={
        mayReplay && (
          <>
            {run.status === "Running" && (
              <Form method="post" action={`/operations/runs/${run.id}/cancel`}>
                <Button size="sm" icon={Square}>
                  {t("run.cancel")}
                </Button>
              </Form>
            )}
            <Form method="post" action={`/operations/runs/${run.id}/rerun`}>
              <Button kind="primary" size="sm" icon={RotateCcw}>
                {t("run.rerun")}
              </Button>
            </Form>
          </>
        )
      }
      facts={
        <SidePart title={t("run.function")}>
          <Facts
            facts={[
              { label: t("run.event"), value: <span dir="ltr">{run.eventName}</span> },
              { label: t("run.started"), value: <DateTime at={run.createdAt} style="moment" /> },
              { label: t("run.attempts"), value: format.number(run.attempts) },
              ...(run.originalRunId
                ? [
                    {
                      label: t("run.rerun"),
                      value: (
                        <Link className="link" to={`/operations/runs/${run.originalRunId}`}>
                          {t("run.again_of", { id: run.originalRunId.slice(-6) })}
                        </Link>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {run.status === "Running" && run.waitingFor && <p className="muted">{t("run.waiting", { events: run.waitingFor.join(", ") })}</p>}
          {run.status === "Running" && run.resumesAt && (
            <p className="muted">{t("run.resumes", { date: format.date(run.resumesAt, "moment") })}</p>
          )}
        </SidePart>
      }
      related={
        <>
          <SidePart title={t("run.data")}>
            <Json value={run.eventData} />
          </SidePart>
          {run.output !== null && (
            <SidePart title={t("run.output")}>
              <Json value={run.output} />
            </SidePart>
          )}
        </>
      }
    >
      {run.tried.length === 0 ? (
        <Empty icon={Clock} title={t("run.no_steps")} />
      ) : (
        <Timeline label={t("run.steps")}>
          {run.tried.map((one) => (
            <TimelineEvent
              key={one.id}
              icon={one.status === "ok" ? Check : CircleAlert}
              tone={one.status === "ok" ? "success" : "neutral"}
              title={
                <>
                  <strong dir="ltr">{one.name}</strong> <span className="muted">{t(`run.kind.${one.kind}`)}</span>
                </>
              }
              at={<DateTime at={one.endedAt} style="moment" />}
              meta={`${t(`run.outcome.${one.status}`)} · ${t("run.attempt", { number: one.attempt + 1 })} · ${t("run.seconds", { value: ((one.endedAt.getTime() - one.startedAt.getTime()) / 1000).toFixed(1) })}`}
            >
              {one.error && <code dir="ltr">{[one.error.name, one.error.message].filter(Boolean).join(": ")}</code>}
            </TimelineEvent>
          ))}
        </Timeline>
      )}
    </RecordPage>
  );
}

const Json = ({ value }: { value: unknown }) => (
  <pre className="meta" dir="ltr" tabIndex={0} style={{ overflow: "auto", maxBlockSize: "24rem" }}>
    {JSON.stringify(value, null, 2)}
  </pre>
);
