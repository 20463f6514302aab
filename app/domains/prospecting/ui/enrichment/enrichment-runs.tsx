import { useTranslation } from "react-i18next";
import { Form } from "~/ui/forms/form";
import type { RunOfPage } from "../../enrichment/prospect-enrichment.rules";
import { RunLine } from "./run-line";

/** The last runs; one that goes on may be stopped. */
export function EnrichmentRuns({ runs, now, mayChange }: { runs: Array<RunOfPage>; now: Date | string; mayChange: boolean }) {
  const { t } = useTranslation("prospecting");
  if (runs.length === 0) return null;
  return (
    <section className="stack g4">
      <h2 className="strong">{t("enrichment.recent")}</h2>
      {runs.map((run) => (
        <RunLine key={run.id} run={run} now={now}>
          {mayChange && (
            <Form method="post" action={`/enrichment/runs/${run.id}/cancel`}>
              <button type="submit" className="link meta">
                {t("enrichment.cancel")}
              </button>
            </Form>
          )}
        </RunLine>
      ))}
    </section>
  );
}
