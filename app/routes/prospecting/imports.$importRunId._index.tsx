import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { countKept, previewList, readImport, refusalCounts } from "~/domains/prospecting/import/import.queries.server";
import { isUnderWay } from "~/domains/prospecting/import/run/import-run.rules";
import { shownOf } from "~/domains/prospecting/ui/import-preview";
import { useLive } from "~/ui/data/use-live";
import { ImportStages } from "~/domains/prospecting/ui/import-stages";
import { ImportVerbs } from "~/domains/prospecting/ui/import-verbs";
import { ImportBadge } from "~/domains/prospecting/ui/import-badge";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { Callout } from "~/ui/surfaces/card";
import { Steps } from "~/ui/data/steps";
import { TopBar } from "~/ui/shell/top-bar";

export const handle = { words: ["prospecting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const run = await readImport(company, idFrom(params.importRunId));
  const preview = run.mayChange ? await previewList(company, run) : null;
  const after = await inCompany(company, async (ctx) => ({
    kept: run.state === "rolling_back" || run.state === "rolled_back" ? await countKept(ctx, run.id) : 0,
    fields: run.mayChange ? await listCustomFields(ctx, { entity: "prospect" }) : [],
    duplicates: run.state === "completed" ? await ctx.db.duplicatePair.count({ where: { importRunId: run.id, state: "open" } }) : 0,
    refusals: run.refusedCount > 0 && !isUnderWay(run.state) ? await refusalCounts(ctx, run.id) : [],
  }));
  return { run, preview, ...after, mayImport: company.may("prospect:import") };
}

const stepOf = { uploaded: 1, checking: 2, checked: 2, running: 3, completed: 4, failed: 3, rolling_back: 4, rolled_back: 4 };

export default function Import() {
  const { run, preview, fields, kept, refusals, duplicates, mayImport } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const [params] = useSearchParams();
  useLive(isUnderWay(run.state), 1_000);
  const current = run.state === "failed" && run.processedLines === 0 ? 2 : stepOf[run.state];
  return (
    <>
      <TopBar
        title={run.fileName}
        crumbs={[{ label: t("import.many"), to: "/imports" }]}
        aside={<ImportBadge state={run.state} />}
        actions={mayImport && <ImportVerbs run={run} />}
      />
      <div className="content" tabIndex={0} role="region" aria-label={run.fileName}>
        <div className="page stack g8">
          <Steps
            label={t("import.steps.label")}
            steps={[t("import.steps.file"), t("import.steps.columns"), t("import.steps.check"), t("import.steps.import")]}
            current={current}
          />
          {duplicates > 0 && (
            <Callout
              action={
                <ButtonLink kind="secondary" size="sm" to={`/duplicates?importRun=${run.id}`}>
                  {t("duplicate.settle")}
                </ButtonLink>
              }
            >
              {t("duplicate.of_import", { count: duplicates })}
            </Callout>
          )}
          <ImportStages
            run={run}
            preview={preview}
            fields={fields}
            kept={kept}
            refusals={refusals}
            shown={shownOf(params.get("show"))}
            mayImport={mayImport}
          />
        </div>
      </div>
    </>
  );
}
