import { useTranslation } from "react-i18next";
import {
  knownRule,
  scoreGroupKeys,
  scoreGroups,
  type ScorePart,
  scoreParts,
  scoreRuleCodes,
} from "~/domains/prospecting/score/score-catalogue.rules";
import {
  mostOwn,
  mostThresholds,
  ownFields,
  type ScoreRules,
  thresholdScores,
  thresholdTasks,
} from "~/domains/prospecting/score/score-rules.schema";
import { blankOwn, blankThreshold } from "~/domains/prospecting/score/scoring-form.schema";
import { Table } from "~/ui/data/table";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";

interface Props {
  rules: ScoreRules;
  /** The error of a field, in words. */
  fault: (name: string) => Array<string> | undefined;
}

/** The points of one part of the score: its weight, and group by group the rules with their points and how they fade. */
export function PartFields({ part, rules, fault }: Props & { part: ScorePart }) {
  const { t } = useTranslation("prospecting");
  return (
    <FormSection title={t(`scoring.part.${part}`)} purpose={t(`scoring.part_hint.${part}`)}>
      <FormGrid>
        <Field label={t("scoring.weight")} name={`weights.${part}`} error={fault(`weights.${part}`)}>
          <Input inputMode="numeric" defaultValue={rules.weights[part]} after="%" />
        </Field>
      </FormGrid>
      {scoreGroupKeys
        .filter((group) => scoreGroups[group].part === part)
        .map((group) => {
          const codes = scoreRuleCodes.filter((code) => knownRule(code).group === group);
          const fades = codes.some((code) => rules.halfLife[code] !== undefined);
          return (
            <div key={group} className="stack g2">
              <div className="row between">
                <h3 className="strong">{t(`scoring.group.${group}`)}</h3>
                <label className="row meta muted">
                  <span>{t("scoring.cap")}</span>
                  <Input
                    className="num w-20"
                    inputMode="numeric"
                    name={`caps.${group}`}
                    aria-label={t("scoring.cap_of", { group: t(`scoring.group.${group}`) })}
                    aria-invalid={fault(`caps.${group}`) ? true : undefined}
                    defaultValue={rules.caps[group]}
                  />
                </label>
              </div>
              <Table
                label={t(`scoring.group.${group}`)}
                heads={[
                  { label: t("scoring.rule") },
                  { label: t("scoring.points"), num: true },
                  ...(fades ? [{ label: t("scoring.half_life"), num: true }] : []),
                ]}
              >
                {codes.map((code) => (
                  <tr key={code}>
                    <td>{t(`score.${code}`)}</td>
                    <td className="num">
                      <Input
                        className="num w-20"
                        name={`points.${code}`}
                        aria-label={t("scoring.points_of", { rule: t(`score.${code}`) })}
                        aria-invalid={fault(`points.${code}`) ? true : undefined}
                        defaultValue={rules.points[code]}
                      />
                    </td>
                    {fades && (
                      <td className="num">
                        {rules.halfLife[code] !== undefined && (
                          <Input
                            className="num w-20"
                            inputMode="numeric"
                            name={`halfLife.${code}`}
                            aria-label={t("scoring.half_life_of", { rule: t(`score.${code}`) })}
                            aria-invalid={fault(`halfLife.${code}`) ? true : undefined}
                            defaultValue={rules.halfLife[code]}
                          />
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </Table>
            </div>
          );
        })}
    </FormSection>
  );
}

/** The company's own rules, and two empty rows for more. */
export function OwnFields({ rules, fault }: Props) {
  const { t } = useTranslation("prospecting");
  const rows = [...rules.own.map((one) => ({ ...one, values: one.values.join(", ") })), blankOwn, blankOwn].slice(0, mostOwn);
  return (
    <FormSection title={t("scoring.own_title")} purpose={t("scoring.own_purpose")}>
      {rows.map((row, at) => (
        <FormGrid key={row.key || `new ${at}`}>
          <input type="hidden" name={`own[${at}].key`} value={row.key} />
          <Field label={t("scoring.own_label")} name={`own[${at}].label`} error={fault(`own[${at}].label`)} optional>
            <Input defaultValue={row.label} maxLength={60} />
          </Field>
          <Field label={t("scoring.points")} name={`own[${at}].points`} error={fault(`own[${at}].points`)} optional>
            <Input defaultValue={row.points} />
          </Field>
          <Field label={t("scoring.own_field")} name={`own[${at}].field`} error={fault(`own[${at}].field`)}>
            <Select defaultValue={row.field} options={ownFields.map((field) => ({ value: field, label: t(`scoring.field.${field}`) }))} />
          </Field>
          <Field label={t("scoring.own_part")} name={`own[${at}].part`} error={fault(`own[${at}].part`)}>
            <Select defaultValue={row.part} options={scoreParts.map((part) => ({ value: part, label: t(`scoring.part.${part}`) }))} />
          </Field>
          <Field label={t("scoring.own_values")} name={`own[${at}].values`} error={fault(`own[${at}].values`)} className="span-2" optional>
            <Input defaultValue={row.values} />
          </Field>
        </FormGrid>
      ))}
      <FormGrid>
        <Field label={t("scoring.own_cap")} name="ownCap" error={fault("ownCap")}>
          <Input inputMode="numeric" defaultValue={rules.ownCap} />
        </Field>
      </FormGrid>
    </FormSection>
  );
}

/** From which score on a task is opened. */
export function ThresholdFields({ rules, fault }: Props) {
  const { t } = useTranslation("prospecting");
  const rows = [...rules.thresholds.map((one) => ({ ...one, at: String(one.at), inDays: String(one.inDays) })), blankThreshold].slice(
    0,
    mostThresholds,
  );
  return (
    <FormSection title={t("scoring.threshold_title")} purpose={t("scoring.threshold_purpose")}>
      {rows.map((row, at) => (
        <FormGrid key={row.key || `new ${at}`}>
          <input type="hidden" name={`thresholds[${at}].key`} value={row.key} />
          <Field label={t("scoring.threshold_on")} name={`thresholds[${at}].on`} error={fault(`thresholds[${at}].on`)}>
            <Select defaultValue={row.on} options={thresholdScores.map((on) => ({ value: on, label: t(`scoring.part.${on}`) }))} />
          </Field>
          <Field label={t("scoring.threshold_at")} name={`thresholds[${at}].at`} error={fault(`thresholds[${at}].at`)} optional>
            <Input inputMode="numeric" defaultValue={row.at} />
          </Field>
          <Field label={t("scoring.threshold_task")} name={`thresholds[${at}].task`} error={fault(`thresholds[${at}].task`)}>
            <Select defaultValue={row.task} options={thresholdTasks.map((task) => ({ value: task, label: t(`scoring.task.${task}`) }))} />
          </Field>
          <Field label={t("scoring.threshold_days")} name={`thresholds[${at}].inDays`} error={fault(`thresholds[${at}].inDays`)}>
            <Input inputMode="numeric" defaultValue={row.inDays} />
          </Field>
        </FormGrid>
      ))}
    </FormSection>
  );
}
