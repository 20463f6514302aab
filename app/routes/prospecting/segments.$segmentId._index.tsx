import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Pencil, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { conditionChoices } from "~/domains/prospecting/condition/condition-choices.queries.server";
import { explainFilter } from "~/domains/prospecting/condition/explain-condition.server";
import { questionsOf } from "~/domains/prospecting/condition/filter-questions.rules";
import { findProspects } from "~/domains/prospecting/prospect/find-prospects.queries.server";
import { prospectName } from "~/domains/prospecting/prospect/prospect-name.rules";
import { findSegment } from "~/domains/prospecting/segment/segment.queries.server";
import { ConditionSentence } from "~/domains/prospecting/ui/condition-sentence";
import { WhyInOrOut } from "~/domains/prospecting/ui/why-in-or-out";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { FormSection } from "~/ui/forms/form-parts";
import { ConfirmDialog } from "~/ui/overlays/confirm-dialog";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.segment.name ?? "Segment"} · Essor` }];

/** `who`: words of the prospect one asks about; the best match is answered for. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const id = idFrom(params.segmentId);
  const who = new URL(request.url).searchParams.get("who")?.trim() ?? "";
  const facts = await inCompany(company, async (ctx) => {
    const segment = found(await findSegment(ctx, id));
    const [match] = who ? await findProspects(ctx, { term: who, take: 1 }) : [];
    const filter = segment.type === "fixed" ? { segment: [id] } : segment.filter;
    const answer = match && (await explainFilter(ctx, { filter, prospectId: match.id }));
    return {
      segment: { ...segment, questions: questionsOf(segment.filter) },
      choices: await conditionChoices(ctx),
      why: match && answer ? { id: match.id, name: prospectName({ ...match, phone: null }), ...answer } : null,
    };
  });
  return { ...facts, who, mayChange: company.may("prospect:change") };
}

export default function Segment() {
  const { segment, choices, why, who, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number, list } = useFormat();
  const [asking, ask] = useState(false);
  return (
    <FormPage
      title={segment.name}
      crumbs={[{ label: t("segment.many"), to: "/segments" }]}
      purpose={t(`segment.types_hint.${segment.type}`)}
    >
      <div className="row row-wrap g3">
        <span className="figure">{number(segment.count)}</span>
        <span className="muted">{t("segment.prospects", { count: segment.count })}</span>
        <span className="push row g2">
          <ButtonLink icon={Users} to={`/prospects?segment=${segment.id}`}>
            {t("segment.members")}
          </ButtonLink>
          {mayChange && (
            <ButtonLink icon={Pencil} to={`/segments/${segment.id}/edit`}>
              {t("segment.change")}
            </ButtonLink>
          )}
        </span>
      </div>
      {segment.type === "dynamic" && (
        <FormSection title={t("segment.conditions")}>
          {segment.filter.q && <p>{t("segment.words", { words: segment.filter.q })}</p>}
          {segment.questions && <ConditionSentence condition={segment.questions} choices={choices} />}
        </FormSection>
      )}
      <FormSection title={t("segment.why.title")} purpose={t("segment.why.purpose")}>
        <WhyInOrOut who={who} why={why} choices={choices} />
      </FormSection>
      {segment.campaigns.length > 0 && (
        <FormSection title={t("segment.campaigns")}>
          <p>{list(segment.campaigns.map(({ name }) => name))}</p>
        </FormSection>
      )}
      {mayChange && (
        <div className="row">
          <Button type="button" kind="danger" icon={Trash2} onClick={() => ask(true)}>
            {t("segment.delete")}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => ask(false)}
        title={t("segment.delete")}
        verb={t("segment.delete")}
        form={{ action: `/segments/${segment.id}/delete`, fields: {} }}
        danger
      >
        {t("segment.delete_text")}
      </ConfirmDialog>
    </FormPage>
  );
}
