import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  type BantBreakdown,
  bantParts,
  type BantGoal,
  type BantPart,
  bantScoreOf,
  mostPoints,
  pointSteps,
} from "~/domains/prospecting/bant/bant.rules";
import { Meter } from "~/ui/charts/progress";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { SidePart } from "~/ui/pages/record-page";
import { useFormat } from "~/ui/words";

interface Props {
  prospect: { id: string; bantBreakdown: BantBreakdown | null; bantGoal: BantGoal | null };
  mayChange: boolean;
  now: Date | string;
}

/** What a sale needs to be known: each part with what it rests on and since when; a part nobody knows is said to be unknown. */
export function ProspectBant({ prospect, mayChange, now }: Props) {
  const { t } = useTranslation("prospecting");
  const { date, number } = useFormat();
  const { score, known } = bantScoreOf(prospect.bantBreakdown);
  return (
    <SidePart title={t("bant.title")}>
      <div className="stack g3">
        <p className="row g3">
          {score === null ? (
            <span className="muted">{t("bant.none")}</span>
          ) : (
            <>
              <span className="figure">{number(score)}</span>
              <span className="meta muted">{t("bant.known_of", { known })}</span>
            </>
          )}
        </p>
        {score !== null && prospect.bantGoal && (
          <p className="meta muted">{t(score >= prospect.bantGoal.threshold ? "bant.ripe" : "bant.not_ripe", { ...prospect.bantGoal })}</p>
        )}
        <ul className="stack g3">
          {bantParts.map((part) => {
            const found = prospect.bantBreakdown?.[part];
            return (
              <li key={part} className="stack g1">
                <span className="row between">
                  <span>{t(`bant.part.${part}`)}</span>
                  {found ? (
                    <b className="num">{t("bant.of_25", { points: found.points })}</b>
                  ) : (
                    <span className="faint">{t("bant.unknown")}</span>
                  )}
                </span>
                {found && (
                  <>
                    <Meter
                      small
                      ratio={found.points / mostPoints}
                      label={`${t(`bant.part.${part}`)} ${t("bant.of_25", { points: found.points })}`}
                    />
                    <span className="meta muted">
                      {found.evidence && <bdi>{found.evidence}</bdi>} <span className="faint">{date(found.at)}</span>
                    </span>
                  </>
                )}
                {mayChange && <BantForm prospectId={prospect.id} part={part} points={found?.points ?? null} now={now} />}
              </li>
            );
          })}
        </ul>
      </div>
    </SidePart>
  );
}

function BantForm({ prospectId, part, points, now }: { prospectId: string; part: BantPart; points: number | null; now: Date | string }) {
  const { t } = useTranslation("prospecting");
  const fetcher = useFetcher<{ errors?: Record<string, string> }>();
  const details = useRef<HTMLDetailsElement>(null);
  const errors = fetcher.data?.errors ?? {};
  const isDone = fetcher.state === "idle" && fetcher.data !== undefined && Object.keys(errors).length === 0;
  useEffect(() => {
    if (isDone && details.current) details.current.open = false;
  }, [isDone]);
  const steps: Array<number> = points !== null && !pointSteps.some((step) => step === points) ? [...pointSteps, points] : [...pointSteps];
  const said = (name: string) => (errors[name] ? t(errors[name]) : undefined);
  return (
    <details ref={details}>
      <summary className="meta link">{t("bant.record", { part: t(`bant.part.${part}`) })}</summary>
      <fetcher.Form method="post" action={`/prospects/${prospectId}/bant`} className="stack g2">
        <input type="hidden" name="part" value={part} />
        <Field label={t("bant.points")} name="points" error={said("points")}>
          <Select
            defaultValue={points === null ? "unknown" : String(points)}
            options={[
              { value: "unknown", label: t("bant.unknown") },
              ...steps
                .sort((a, b) => a - b)
                .map((step) => ({
                  value: String(step),
                  label: pointSteps.some((one) => one === step) ? t(`bant.step.${part}.${step}`) : t("bant.of_25", { points: step }),
                })),
            ]}
          />
        </Field>
        <Field label={t("bant.evidence")} name="evidence" error={said("evidence")}>
          <Textarea rows={2} maxLength={1000} />
        </Field>
        <Field label={t("bant.observed_on")} name="observedOn" error={said("observedOn")}>
          <Input type="date" defaultValue={new Date(now).toISOString().slice(0, 10)} />
        </Field>
        <span>
          <Button kind="primary" size="sm" busy={fetcher.state !== "idle"}>
            {t("prospect.save")}
          </Button>
        </span>
      </fetcher.Form>
    </details>
  );
}
