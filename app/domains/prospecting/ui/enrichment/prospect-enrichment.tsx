import { useFetcher } from "@remix-run/react";
import { Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { CompanyField } from "~/ui/forms/form";
import { SidePart } from "~/ui/pages/record-page";
import { useFormat } from "~/ui/words";
import type { ProspectOfEnrichment } from "../../enrichment/prospect-enrichment.rules";
import { shownValue } from "../../enrichment/shown-value.rules";
import { RunLine } from "./run-line";

interface Props extends ProspectOfEnrichment {
  prospectId: string;
  mayChange: boolean;
  now: Date | string;
}

/** What sources said of a prospect, with what waits for a person, and how the last questions went. */
export function ProspectEnrichment({ prospectId, values, lastRun, mayChange, now }: Props) {
  const { t } = useTranslation("prospecting");
  const { date, percent } = useFormat();
  const back = `/prospects/${prospectId}`;
  const decide = useFetcher();
  return (
    <SidePart title={t("enrichment.record_title")}>
      <div className="stack g4">
        {values.length > 0 && (
          <ul className="plain stack g3">
            {values.map(({ id, field, provider, enrichedValue, confidence, status, createdAt, expiresAt }) => (
              <li key={id} className="stack g1 min-w-0">
                <span className="meta muted">
                  {t(`enrichment.field.${field}`)}
                  {status === "pending" && ` · ${t("enrichment.proposed")}`}
                </span>
                <bdi className="[overflow-wrap:anywhere]">{shownValue(field, enrichedValue ?? "")}</bdi>
                <span className="meta faint">
                  {[
                    provider && t("enrichment.from", { provider: t(`enrichment.provider.${provider}`), date: date(createdAt) }),
                    confidence !== null && t("enrichment.sure", { percent: percent(confidence) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                {status === "completed" && expiresAt && new Date(expiresAt) < new Date(now) && (
                  <span className="meta">{t("enrichment.expired")}</span>
                )}
                {status === "pending" && mayChange && (
                  <decide.Form method="post" action={`/enrichment/${id}/decide`} className="row">
                    <CompanyField />
                    <input type="hidden" name="back" value={back} />
                    <Button kind="secondary" size="sm" name="answer" value="refuse" busy={decide.state !== "idle"}>
                      {t("enrichment.refuse")}
                    </Button>
                    <Button kind="primary" size="sm" name="answer" value="accept" busy={decide.state !== "idle"}>
                      {t("enrichment.accept")}
                    </Button>
                  </decide.Form>
                )}
              </li>
            ))}
          </ul>
        )}
        {values.length === 0 && !lastRun && <p className="muted">{t("enrichment.record_empty")}</p>}
        {lastRun && <RunLine run={lastRun} now={now} />}
        {mayChange && <StartEnrichment prospectId={prospectId} back={back} busy={lastRun?.state === "running"} />}
      </div>
    </SidePart>
  );
}

function StartEnrichment({ prospectId, back, busy }: { prospectId: string; back: string; busy: boolean }) {
  const { t } = useTranslation("prospecting");
  const start = useFetcher();
  return (
    <start.Form method="post" action="/enrichment/start">
      <CompanyField />
      <input type="hidden" name="id" value={prospectId} />
      <input type="hidden" name="back" value={back} />
      <Button kind="secondary" size="sm" icon={Sparkles} busy={busy || start.state !== "idle"}>
        {t("enrichment.start")}
      </Button>
    </start.Form>
  );
}
