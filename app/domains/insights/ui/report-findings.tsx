import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/controls/button";
import { Advice, AdviceList } from "~/ui/pages/report-page";
import { useFormat } from "~/ui/words";
import type { Finding } from "../report/findings.rules";
import { sayFinding } from "../report/say-finding.rules";

interface Props {
  findings: Array<Finding>;
  /** Names of campaigns by id. */
  names: Record<string, string>;
  /** The report's address. */
  base: string;
}

/** What a finding says, in the page's language. */
export function useSaidFindings({ findings, names, base }: Props) {
  const { t } = useTranslation("insights");
  const { language } = useFormat();
  return findings.map((finding) => ({
    ...sayFinding(t, language, finding, (id) => names[id] ?? t("report.campaign_gone")),
    rows: `${base}/rows?metric=${finding.rows.metric}${finding.rows.campaignId ? `&campaign=${finding.rows.campaignId}` : ""}`,
    to: finding.deed,
  }));
}

/** What follows the finding that heads the page, the first to act on first; each opens its rows and its next step. */
export function ReportFindings(props: Props) {
  const { t } = useTranslation("insights");
  const said = useSaidFindings(props);
  if (said.length === 0) return null;
  return (
    <AdviceList title={t("report.todo")}>
      {said.map(({ title, why, deed, rows, to }, at) => (
        <Advice
          key={title}
          at={at + 1}
          title={
            <Link className="linked" to={rows}>
              {title}
            </Link>
          }
          why={why}
          deed={
            <ButtonLink kind="secondary" to={to ?? rows}>
              {deed}
            </ButtonLink>
          }
        />
      ))}
    </AdviceList>
  );
}
