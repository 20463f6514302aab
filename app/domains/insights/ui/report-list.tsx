import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Table } from "~/ui/data/table";
import { useFormat, useWords } from "~/ui/words";
import type { Finding } from "../report/findings.rules";
import type { ReportContent } from "../report/report.schema";
import { sayFinding } from "../report/say-finding.rules";
import { reportTitle } from "../report/say-report.rules";

type Row = Omit<ReportContent, "id" | "keyMetrics" | "insights"> & { id: string; finding: Finding | null };

type Props = { reports: Array<Row>; names: Record<string, string>; next: string | null; before: string | null };

/** Reports that were written, newest first: the week, what it found, when. */
export function ReportList({ reports, names, next, before }: Props) {
  const { t } = useTranslation("insights");
  const say = useWords();
  const { language } = useFormat();
  const title = (finding: Finding | null) =>
    finding && sayFinding(t, language, finding, (id) => names[id] ?? t("report.campaign_gone")).title;
  return (
    <div className="stack g4">
      <div className="chart-table">
        <Table
          label={t("report.list")}
          heads={[{ label: t("report.column.report") }, { label: t("report.column.finding") }, { label: t("report.column.sent") }]}
        >
          {reports.map((report) => (
            <tr key={report.id}>
              <td>
                <Link className="linked" to={`/reports/${report.id}`} prefetch="intent">
                  {reportTitle(t, report)}
                </Link>
                <span className="muted block meta">{t(`report.type.${report.type}`)}</span>
              </td>
              <td className="muted">{title(report.finding)}</td>
              <td className="muted">
                <DateTime at={report.generatedAt} style="moment" />
              </td>
            </tr>
          ))}
        </Table>
      </div>
      <div className="row g3">
        {before && (
          <ButtonLink size="sm" to="/reports">
            {say("previous")}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink size="sm" to={`/reports?before=${next}`}>
            {say("next")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
