import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getBulkRun } from "~/domains/prospecting/bulk/bulk.queries.server";
import { isUnderWay } from "~/domains/prospecting/bulk/bulk-run.rules";
import { BulkAccount, BulkVerbs } from "~/domains/prospecting/ui/bulk-run";
import { useBulkWords } from "~/domains/prospecting/ui/bulk-words";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { DateTime } from "~/ui/data/date-time";
import { TopBar } from "~/ui/shell/top-bar";

export const handle = { words: ["prospecting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const bulkRunId = idFrom(params.bulkRunId);
  return { run: await inCompany(company, (ctx) => getBulkRun(ctx, bulkRunId)), mayChange: company.may("prospect:change") };
}

export default function BulkRun() {
  const { run, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const words = useBulkWords()(run);
  const isOpen = isUnderWay(run.state) || (run.undoneBy !== null && isUnderWay(run.undoneBy.state));
  useLive(isOpen, 1_000);
  return (
    <>
      <TopBar
        title={words}
        crumbs={[
          { label: t("prospect.many"), to: "/prospects" },
          { label: t("bulk_run.many"), to: "/prospects/runs" },
        ]}
        actions={<BulkVerbs run={run} mayChange={mayChange} />}
      />
      <div className="content" tabIndex={0} role="region" aria-label={words}>
        <div className="page stack g6">
          <BulkAccount run={run} />
          <dl className="facts">
            <dt>{t("bulk_run.column.by")}</dt>
            <dd>{run.by ?? "–"}</dd>
            <dt>{t("bulk_run.began")}</dt>
            <dd>
              <DateTime at={run.startedAt} style="moment" />
            </dd>
            {run.endedAt && (
              <>
                <dt>{t("bulk_run.ended")}</dt>
                <dd>
                  <DateTime at={run.endedAt} style="moment" />
                </dd>
              </>
            )}
            {run.mayUndo && run.undoUntil && (
              <>
                <dt>{t("bulk_run.undo_until")}</dt>
                <dd>
                  <DateTime at={run.undoUntil} style="day" />
                </dd>
              </>
            )}
          </dl>
          <p className="row row-wrap g4">
            {run.filter !== null && (
              <Link className="link" to={run.filter ? `/prospects?${run.filter}` : "/prospects"}>
                {t("bulk_run.whom")}
              </Link>
            )}
            {run.undoOfId && (
              <Link className="link" to={`/prospects/runs/${run.undoOfId}`}>
                {t("bulk_run.undo_of")}
              </Link>
            )}
            {run.undoneBy && (
              <Link className="link" to={`/prospects/runs/${run.undoneBy.id}`}>
                {t("bulk_run.undone_by")}
              </Link>
            )}
          </p>
        </div>
      </div>
    </>
  );
}
