import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { bantHistory } from "~/domains/prospecting/bant/bant.queries.server";
import { prospectName } from "~/domains/prospecting/prospect/prospect-name.rules";
import { getProspect } from "~/domains/prospecting/prospect/prospect.queries.server";
import { scoreParts } from "~/domains/prospecting/score/score-catalogue.rules";
import { scoreHistory } from "~/domains/prospecting/score/score-history.queries.server";
import { rulesOf } from "~/domains/prospecting/score/score-rules.queries.server";
import { AiReasons, BantHistory, PartReasons, ScoreHistory } from "~/domains/prospecting/ui/score-details";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Stat, Stats } from "~/ui/charts/stat";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";
export const handle = { words: ["prospecting"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? prospectName(data.prospect) : "Scores"} · Essor` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const id = idFrom(params.prospectId);
  return inCompany(company, async (ctx) => ({
    prospect: found(await getProspect(ctx, id)),
    weights: (await rulesOf(ctx)).rules.weights,
    history: await scoreHistory(ctx, id),
    bant: await bantHistory(ctx, id),
  }));
}

/** Every point of a prospect's scores with its day, how they became what they are, and what was learnt of its BANT. */
export default function ProspectScoresPage() {
  const { prospect, weights, history, bant } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const name = prospectName(prospect);
  const reasons = (part: string) => prospect.scoreReasons.filter((reason) => reason.part === part);
  const parts = {
    fit: prospect.fitScore,
    intent: prospect.intentScore,
    engagement: prospect.engagementScore,
    budget: prospect.budgetScore,
  };
  return (
    <FormPage
      title={t("scoring.record_title", { name })}
      crumbs={[
        { label: t("prospect.many"), to: "/prospects" },
        { label: name, to: `/prospects/${prospect.id}` },
      ]}
      purpose={t("scoring.formula", weights)}
    >
      <p className="row g3">
        <span className="figure">{number(prospect.leadScore)}</span>
        <span className="muted">{t("scoring.part.lead")}</span>
      </p>
      <Stats label={t("scoring.title")}>
        {scoreParts.map((part) => (
          <Stat key={part} label={t(`scoring.part.${part}`)} figure={number(parts[part])} />
        ))}
      </Stats>
      {reasons("lead").length > 0 && <PartReasons title={t("scoring.part.lead")} reasons={reasons("lead")} />}
      {scoreParts.map((part) => (
        <PartReasons key={part} title={t(`scoring.part.${part}`)} purpose={t(`scoring.part_hint.${part}`)} reasons={reasons(part)} />
      ))}
      {prospect.aiScore !== null && <AiReasons score={prospect.aiScore} reasons={prospect.aiReasons ?? []} />}
      <ScoreHistory rows={history} />
      {bant.length > 0 && <BantHistory rows={bant} />}
    </FormPage>
  );
}
