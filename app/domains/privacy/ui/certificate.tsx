import { useTranslation } from "react-i18next";
import { FormSection } from "~/ui/forms/form-parts";

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
  return (
    <FormSection title={t("certificate.title")}>
      <p className="muted">{t("certificate.digest")}</p>
      <div className="table-wrap">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("certificate.table")}</th>
              {(["deleted", "emptied", "cut_out", "kept"] as const).map((key) => (
                <th key={key} scope="col" className="num">
                  {t(`certificate.${key}`)}
                </th>
              ))}
              <th scope="col">{t("certificate.law")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.table}>
                <th scope="row">{line.name}</th>
                {[line.deleted, line.emptied, line.cutOut, line.kept].map((count, at) => (
                  <td key={at} className="num">
                    {count}
                  </td>
                ))}
                <td className="muted">{line.law && line.kept > 0 ? t(`law.${line.law}`) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FormSection>
  );
}
