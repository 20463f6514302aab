import { useTranslation } from "react-i18next";
import { Check } from "lucide-react";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { importTargets } from "~/domains/prospecting/import/columns/column-words.rules";
import type { MappingColumn } from "~/domains/prospecting/import/run/import-run.rules";
import { Icon } from "~/ui/controls/icon";
import { Table } from "~/ui/data/table";
import { Select } from "~/ui/forms/inputs";
import { useFormat } from "~/ui/words";

interface Props {
  mapping: Array<MappingColumn>;
  /** The first filled cell of each column. */
  examples: Array<string>;
  /** The company's own fields, which columns can fill too. */
  fields: Array<CustomFieldFacts>;
}

/** The columns of a list, what each is taken for, how surely and why. Its selects belong to the form around it. */
export function ImportColumns({ mapping, examples, fields }: Props) {
  const { t } = useTranslation("prospecting");
  const recognised = mapping.filter(({ target, field }) => field || (target !== "custom" && target !== "ignore")).length;
  const options = [
    ...importTargets.map((target) => ({ value: target as string, label: t(`import.target.${target}`) })),
    ...fields.map(({ key, label }) => ({ value: `field:${key}`, label })),
  ];
  return (
    <section className="stack g2">
      <div className="section-head">
        <h2 className="lead strong">{t("import.mapping.title")}</h2>
        <span className="push meta muted">{t("import.mapping.recognised", { count: recognised, total: mapping.length })}</span>
      </div>
      {mapping.some(({ reason }) => reason === "confirmed") && <p className="meta muted">{t("import.mapping.remembered")}</p>}
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("import.mapping.title")}>
        <Table
          compact
          label={t("import.mapping.title")}
          heads={[
            { label: t("import.mapping.in_file") },
            { label: t("import.mapping.example") },
            { label: t("import.mapping.in_essor") },
            { label: t("import.mapping.certainty"), num: true },
          ]}
        >
          {mapping.map(({ column, header, target, field, certainty, reason }) => (
            <tr key={column}>
              <td>
                <strong>{header}</strong>
              </td>
              <td className="muted truncate max-w-48">{examples[column]}</td>
              <td className="min-w-44">
                <Select
                  size="sm"
                  name={`column-${column}`}
                  aria-label={t("import.mapping.field_for", { header })}
                  defaultValue={field ? `field:${field}` : target}
                  options={options}
                />
              </td>
              <td className="num">
                <Certainty target={field ? "field" : target} certainty={certainty} reason={t(`import.mapping_reason.${reason}`)} />
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </section>
  );
}

function Certainty({ target, certainty, reason }: { target: string; certainty: number; reason: string }) {
  const { t } = useTranslation("prospecting");
  const { percent } = useFormat();
  if (target === "ignore" || (target === "custom" && certainty < 1)) return <span className="meta muted">{reason}</span>;
  return (
    <span className="row g3 justify-end">
      <span className="meta muted hide-s">{reason}</span>
      {certainty >= 0.85 ? (
        <span className="up row g1">
          <Icon of={Check} />
          {t("import.mapping.sure")}
        </span>
      ) : (
        <span className="warn">{t("import.mapping.look", { percent: percent(certainty, 0) })}</span>
      )}
    </span>
  );
}
