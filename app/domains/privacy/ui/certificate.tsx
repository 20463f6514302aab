import { useTranslation } from "react-i18next";
import { Table } from "~/ui/data/table";
import { FormSection } from "~/ui/forms/form-parts";
import { useFormat } from "~/ui/words";

interface Line {
  table: string;
  name: string;
  deleted: number;
  emptied: number;
  cutOut: number;
  kept: number;
  law: string | null;
}

/** What an erasure did, table by table, and what stays by which law. */
export function Certificate({ lines }: { lines: Array<Line> }) {
  const { t } = useTranslation("privacy");
  const { number } = useFormat();
  return (
    <FormSection title={t("certificate.title")}>
      <p className="muted">{t("certificate.digest")}</p>
      <div className="overflow-x-auto">
        <Table
          label={t("certificate.title")}
          heads={[
            { label: t("certificate.table") },
            ...(["deleted", "emptied", "cut_out", "kept"] as const).map((key) => ({ label: t(`certificate.${key}`), num: true })),
          ]}
        >
          {lines.map((line) => (
            <tr key={line.table}>
              <td>
                {line.name}
                {line.law && line.kept > 0 && <span className="cell-2">{t(`law.${line.law}`)}</span>}
              </td>
              {[line.deleted, line.emptied, line.cutOut, line.kept].map((count, at) => (
                <td key={at} className="num">
                  {number(count)}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </div>
    </FormSection>
  );
}
