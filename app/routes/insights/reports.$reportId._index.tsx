import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { currentReport, findReport } from "~/domains/insights/report/report.queries.server";
import { reportAbout, reportTitle } from "~/domains/insights/report/say-report.rules";
import { CampaignTable } from "~/domains/insights/ui/campaign-table";
import { FunnelDrawing, TrendDrawing } from "~/domains/insights/ui/report-drawings";
import { ReportFindings, useSaidFindings } from "~/domains/insights/ui/report-findings";
import { ReportStats } from "~/domains/insights/ui/report-stats";
import { SendNow } from "~/domains/insights/ui/send-now";
import { campaignNames } from "~/domains/outreach/campaign/campaign-names.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { Finding, ReportFoot, ReportPage } from "~/ui/pages/report-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["insights"] };

/** A report that was written, or "this-week": the one that runs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "report:read");
  const id = params.reportId === "this-week" ? null : idFrom(params.reportId);
  const { report, names } = await inCompany(member, async (ctx) => {
    const report = id ? found(await findReport(ctx, id)) : await currentReport(ctx);
    const ids = report.keyMetrics.campaigns.map(({ campaignId }) => campaignId);
    return { report, names: await campaignNames(ctx, ids) };
  });
  return { report, names, mayTeam: member.may("report:send"), base: `/reports/${id ?? "this-week"}` };
}

export default function Report() {
  const { report, names, mayTeam, base } = useLoaderData<typeof loader>();
  const { t } = useTranslation("insights");
  const { language, date } = useFormat();
  const { keyMetrics, insights } = report;
  const [first] = useSaidFindings({ findings: insights, names, base });
  return (
    <ReportPage title={reportTitle(t, report)} crumbs={[{ label: t("report.many"), to: "/reports" }]}>
      <Finding
        about={reportAbout(t, language, report)}
        proof={
          first && (
            <Link className="linked" to={first.rows}>
              {first.why}
            </Link>
          )
        }
        deed={
          first && (
            <ButtonLink kind="primary" to={first.to ?? first.rows}>
              {first.deed}
            </ButtonLink>
          )
        }
      >
        {first?.title}
      </Finding>
      {report.type !== "weekly" && <p className="muted">{t("report.so_far_note")}</p>}
      {report.type === "current" && <SendNow mayTeam={mayTeam} />}
      <ReportStats compared={keyMetrics} base={base} />
      <div className="split">
        <FunnelDrawing week={keyMetrics.week} base={base} />
        <TrendDrawing trend={keyMetrics.trend} />
      </div>
      <ReportFindings findings={insights.slice(1)} names={names} base={base} />
      <CampaignTable campaigns={keyMetrics.campaigns} names={names} base={base} />
      <ReportFoot>{t("report.calculated", { moment: date(report.generatedAt, "full") })}</ReportFoot>
    </ReportPage>
  );
}
