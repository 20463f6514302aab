import { useTranslation } from "react-i18next";
import type { Example } from "~/domains/prospecting/import/run/import-run.rules";
import { Segments } from "~/ui/controls/segments";
import { Table } from "~/ui/data/table";
import { OutcomeBadge } from "./import-badge";

/** The first rows of a list, cell by cell, as it is read now. */
export function FirstRows({ header, rows }: { header: Array<string>; rows: Array<{ lineNumber: number; cells: Array<string> }> }) {
  const { t } = useTranslation("prospecting");
  return (
    <section className="stack g2">
      <h2 className="lead strong">{t("import.preview.title")}</h2>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("import.preview.title")}>
        <Table
          compact
          label={t("import.preview.title")}
          heads={[{ label: t("import.column.line"), num: true }, ...header.map((name, column) => ({ label: name || `#${column + 1}` }))]}
        >
          {rows.map(({ lineNumber, cells }) => (
            <tr key={lineNumber}>
              <td className="num faint">{lineNumber}</td>
              {header.map((_, column) => (
                <td key={column} className="truncate max-w-48">
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </div>
    </section>
  );
}

const outcomes = ["all", "created", "merged", "refused"] as const;
export type Shown = (typeof outcomes)[number];
export const shownOf = (value: string | null): Shown => outcomes.find((one) => one === value) ?? "all";

/** Lines as the check decided them, a few of each outcome. */
export function DecidedRows({ examples, shown }: { examples: Array<Example>; shown: Shown }) {
  const { t } = useTranslation("prospecting");
  const rows = examples.filter(({ outcome }) => shown === "all" || outcome === shown).slice(0, 10);
  const labels = {
    all: "import.outcome.all",
    created: "import.column.created",
    merged: "import.column.merged",
    refused: "import.column.refused",
  };
  return (
    <section className="stack g2">
      <div className="section-head">
        <h2 className="lead strong">{t("import.preview.examples")}</h2>
        <span className="push">
          <Segments
            label={t("import.column.outcome")}
            value={shown}
            choices={outcomes.map((value) => ({ value, label: t(labels[value]), to: value === "all" ? "?" : `?show=${value}` }))}
          />
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="muted">{t("import.preview.empty")}</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("import.preview.examples")}>
          <Table
            compact
            label={t("import.preview.examples")}
            heads={[
              { label: t("import.column.line"), num: true },
              { label: t("import.column.organization") },
              { label: t("import.column.name") },
              { label: t("import.column.email") },
              { label: t("import.column.phone") },
              { label: t("import.column.outcome") },
            ]}
          >
            {rows.map((row) => (
              <tr key={row.lineNumber}>
                <td className="num faint">{row.lineNumber}</td>
                <td className="truncate max-w-64">
                  <strong>{row.organizationName}</strong>
                </td>
                <td className="whitespace-nowrap">{row.name}</td>
                <td className="muted">{row.email}</td>
                <td className="muted whitespace-nowrap">{row.phone}</td>
                <td>
                  <OutcomeBadge outcome={row.outcome} code={row.code} />
                </td>
              </tr>
            ))}
          </Table>
        </div>
      )}
    </section>
  );
}
