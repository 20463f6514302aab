import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Check, CheckCheck, Settings, Sparkles, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isEnrichmentField } from "~/domains/prospecting/enrichment/enrichment-fields.rules";
import { lastRuns, readProposals } from "~/domains/prospecting/enrichment/enrichment.queries.server";
import { EnrichmentRuns } from "~/domains/prospecting/ui/enrichment/enrichment-runs";
import { FieldChoice, ProposalCompare, ProposalEvidence, ProposalRail } from "~/domains/prospecting/ui/enrichment/proposal";
import { useNavigateKeys } from "~/domains/prospecting/ui/use-navigate-keys";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { ListPage } from "~/ui/pages/list-page";
import { QueueGap, QueuePage, QueuePlace } from "~/ui/pages/queue-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const { searchParams } = new URL(request.url);
  const [asked, wanted] = [searchParams.get("field"), searchParams.get("value")];
  const field = isEnrichmentField(asked) ? asked : null;
  const read = await inCompany(company, async (ctx) => ({
    queue: await readProposals(ctx, { field, wanted: isId(wanted) ? wanted : null }),
    runs: await lastRuns(ctx),
    now: ctx.now,
  }));
  return { ...read, field, mayChange: company.may("prospect:change"), maySet: company.may("company:change") };
}

export default function Enrichment() {
  const { queue, runs, now, field, mayChange, maySet } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  useLive(runs.some(({ state, waiting }) => state === "running" || waiting > 0));
  const address = (value: string | null) => `/enrichment?${field ? `field=${field}&` : ""}${value ? `value=${value}` : ""}`;
  const { current, rail, total, at, previousId, nextId, fields } = queue;
  useNavigateKeys({ ArrowLeft: previousId && address(previousId), ArrowRight: nextId && address(nextId) });
  const settings = maySet && (
    <ButtonLink kind="secondary" size="sm" icon={Settings} to="/settings/enrichment">
      {t("enrichment.settings")}
    </ButtonLink>
  );
  const crumbs = [{ label: t("prospect.many"), to: "/prospects" }];
  if (!current)
    return (
      <ListPage title={t("enrichment.title")} crumbs={crumbs} actions={settings}>
        <FieldChoice fields={fields} field={field} />
        <Empty icon={Sparkles} title={t("enrichment.empty.title")}>
          {t("enrichment.empty.text")}
        </Empty>
        <EnrichmentRuns runs={runs} now={now} mayChange={mayChange} />
      </ListPage>
    );
  const next = address(nextId ?? previousId);
  const decide = (answer: "accept" | "refuse") => (
    <Form method="post" action={`/enrichment/${current.id}/decide`}>
      <input type="hidden" name="back" value={next} />
      <input type="hidden" name="answer" value={answer} />
      {answer === "accept" ? (
        <Button kind="primary" icon={Check} shortcut="a" busy={busy}>
          {t("enrichment.accept")}
        </Button>
      ) : (
        <Button kind="secondary" icon={X} shortcut="n" busy={busy}>
          {t("enrichment.refuse")}
        </Button>
      )}
    </Form>
  );
  return (
    <QueuePage
      title={t("enrichment.title")}
      crumbs={crumbs}
      actions={
        <span className="row hide-s">
          {settings}
          {mayChange && (
            <Form method="post" action="/enrichment/accept-all">
              {field && <input type="hidden" name="field" value={field} />}
              <Button kind="secondary" size="sm" icon={CheckCheck} busy={busy}>
                {field ? t("enrichment.accept_field", { field: t(`enrichment.field.${field}`) }) : t("enrichment.accept_all")}
              </Button>
            </Form>
          )}
        </span>
      }
      rail={<ProposalRail rail={rail} currentId={current.id} toValue={address} />}
      railLabel={t("enrichment.rail")}
      mainLabel={t("enrichment.main")}
      evidence={
        <>
          <ProposalEvidence proposal={current} />
          <EnrichmentRuns runs={runs} now={now} mayChange={mayChange} />
        </>
      }
      evidenceLabel={t("enrichment.why")}
      verbs={
        mayChange ? (
          <>
            {decide("refuse")}
            <QueueGap />
            {decide("accept")}
          </>
        ) : (
          <span className="meta muted">{t("enrichment.read_only")}</span>
        )
      }
    >
      <ProposalCompare
        proposal={current}
        choice={<FieldChoice fields={fields} field={field} />}
        place={
          <QueuePlace
            at={at}
            of={total}
            previousTo={previousId ? address(previousId) : undefined}
            nextTo={nextId ? address(nextId) : undefined}
          />
        }
      />
    </QueuePage>
  );
}
