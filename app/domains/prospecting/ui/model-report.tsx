import { useTranslation } from "react-i18next";
import type { BackTest } from "~/domains/prospecting/score/model/back-test.rules";
import { BarChart } from "~/ui/charts/bar-chart";
import { Stat, Stats } from "~/ui/charts/stat";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Reasons } from "~/ui/data/reasons";
import { FormSection } from "~/ui/forms/form-parts";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import { useFeatureWords } from "./model-words";
import { Form } from "~/ui/forms/form";

interface Props {
  model: {
    id: string;
    version: number;
    createdAt: Date | string;
    isActive: boolean;
    backTest: BackTest;
    weights: Array<{ column: string; value: string; weight: number }>;
  };
}

/** One model with its back-test beside the rules on the same rows, what it weighs, and the switch. */
export function ModelReport({ model }: Props) {
  const { id, version, createdAt, isActive, backTest, weights } = model;
  const { t } = useTranslation("prospecting");
  const { number, percent } = useFormat();
  const say = useFeatureWords();
  const auc = (value: number) => number(value, 3);
  const { rows, positives, folds, rulesAuc, later, calibration, brier, brierOfMean } = backTest;
  return (
    <FormSection
      title={
        <span className="row g3">
          {t("model.number", { version })} {isActive && <Badge tone="success">{t("model.active")}</Badge>}
        </span>
      }
      purpose={
        <>
          {t("model.learnt_from", { rows: number(rows), positives: number(positives) })} <DateTime at={createdAt} />
        </>
      }
    >
      <Stats label={t("model.back_test")}>
        <Stat
          label={t("model.auc")}
          figure={auc(backTest.auc)}
          sample={t("model.folds", { least: auc(Math.min(...folds)), most: auc(Math.max(...folds)) })}
        />
        <Stat label={t("model.rules_auc")} figure={auc(rulesAuc)} sample={t("model.same_rows")} />
        {later && (
          <Stat
            label={t("model.later")}
            figure={auc(later.auc)}
            sample={t("model.later_rules", { rules: auc(later.rulesAuc), rows: later.rows })}
          />
        )}
        <Stat label={t("model.brier")} figure={auc(brier)} sample={t("model.brier_mean", { mean: auc(brierOfMean) })} />
      </Stats>
      {backTest.auc <= rulesAuc && <Callout tone="warning">{t("model.worse")}</Callout>}
      <BarChart
        label={t("model.calibration")}
        heads={calibration.map((_, at) => number(at + 1))}
        series={[
          { name: t("model.said"), values: calibration.map(({ said }) => said), colour: 3 },
          { name: t("model.seen"), values: calibration.map(({ seen }) => seen), colour: 1 },
        ]}
        write={percent}
      />
      <Reasons reasons={weights.map(({ column, value, weight }) => ({ label: say(column, value), points: Math.round(weight * 100) }))} />
      <Form method="post" className="row">
        <input type="hidden" name="modelId" value={id} />
        <Button kind={isActive ? "secondary" : "primary"} name="intent" value={isActive ? "retire" : "activate"}>
          {t(isActive ? "model.switch_off" : "model.switch_on")}
        </Button>
      </Form>
    </FormSection>
  );
}
