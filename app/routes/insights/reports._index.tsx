import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChartColumn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { currentReport, listReports } from "~/domains/insights/report/report.queries.server";
import { reportAbout } from "~/domains/insights/report/say-report.rules";
import { ConfirmAddress } from "~/domains/insights/ui/confirm-address";
import { useSaidFindings } from "~/domains/insights/ui/report-findings";
import { ReportList } from "~/domains/insights/ui/report-list";
import { ReportStats } from "~/domains/insights/ui/report-stats";
import { SendNow } from "~/domains/insights/ui/send-now";
import { campaignNames } from "~/domains/outreach/campaign/campaign-names.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { Drawing, Finding, ReportPage } from "~/ui/pages/report-page";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["insights"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "report:read");
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("before");
  const before = isId(asked) ? asked : null;
  const facts = await inCompany(member, async (ctx) => {
    const { reports, next } = await listReports(ctx, { before, take: 20 });
    const ids = reports.flatMap(({ insights }) => insights[0]?.campaignId ?? []);
    const { keyMetrics, ...current } = await currentReport(ctx);
    ids.push(...current.insights.flatMap(({ campaignId }) => campaignId ?? []));
    return {
      current: { ...current, week: keyMetrics.week, before: keyMetrics.before },
      reports: reports.map(({ id, type, period, from, until, generatedAt, insights }) => ({
        id: id!,
        type,
        period,
        from,
        until,
        generatedAt,
        finding: insights[0] ?? null,
      })),
      next,
      names: await campaignNames(ctx, [...new Set(ids)]),
    };
  });
  return { ...facts, before, mustConfirm: searchParams.has("confirm") && !member.emailVerified, mayTeam: member.may("report:send") };
}

const thisWeek = "/reports/this-week";

export default function Reports() {
  const { current, reports, next, before, names, mustConfirm, mayTeam } = useLoaderData<typeof loader>();
  const { t } = useTranslation("insights");
  const { language } = useFormat();
  const [first] = useSaidFindings({ findings: current.insights, names, base: thisWeek });
  return (
    <ReportPage title={t("report.many")}>
      {mustConfirm && <ConfirmAddress />}
      {!before && (
        <>
          <Finding about={reportAbout(t, language, current)} proof={t("report.so_far_note")}>
            {first?.title}
          </Finding>
          <ReportStats compared={current} base={thisWeek} />
          <div className="row row-wrap g3">
            <ButtonLink size="sm" to={thisWeek}>
              {t("report.open_so_far")}
            </ButtonLink>
            <SendNow mayTeam={mayTeam} />
          </div>
        </>
      )}
      {reports.length === 0 ? (
        <Empty icon={ChartColumn} title={t("report.empty.title")}>
          {t("report.empty.text")}
        </Empty>
      ) : (
        <Drawing title={t("report.list")}>
          <ReportList reports={reports} names={names} next={next} before={before} />
        </Drawing>
      )}
    </ReportPage>
  );
}
