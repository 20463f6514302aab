import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Tabs } from "~/ui/controls/tabs";
import { RailGroup, RailItem } from "~/ui/pages/queue-page";
import { Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import { enrichmentFields } from "../../enrichment/enrichment-fields.rules";
import { shownValue } from "../../enrichment/shown-value.rules";

interface Proposal {
  id: string;
  prospectId: string;
  name: string;
  isOrganization: boolean;
  field: string;
  provider: string;
  originalValue: string | null;
  enrichedValue: string;
  confidence: number;
  sourceUrl: string | null;
  createdAt: Date | string;
}

/** The values around this one. */
export function ProposalRail({ rail, currentId, toValue }: { rail: Array<Proposal>; currentId: string; toValue: (id: string) => string }) {
  const { t } = useTranslation("prospecting");
  const { percent } = useFormat();
  return (
    <RailGroup title={t("enrichment.rail")} count={rail.length}>
      {rail.map(({ id, name, field, confidence, isOrganization }) => (
        <RailItem
          key={id}
          to={toValue(id)}
          name={name}
          note={t(`enrichment.field.${field}`)}
          avatarOf={name}
          org={isOrganization}
          mark={percent(confidence)}
          current={id === currentId}
        />
      ))}
    </RailGroup>
  );
}

/** What stands in the record beside what a source says. */
export function ProposalCompare({ proposal, place, choice }: { proposal: Proposal; place: ReactNode; choice: ReactNode }) {
  const { t } = useTranslation("prospecting");
  const { name, prospectId, field, originalValue, enrichedValue } = proposal;
  const side = (label: string, value: string | null, isNew: boolean) => (
    <div className="card card-pad stack g2 min-w-0">
      <span className="meta muted">{label}</span>
      <bdi className={`${isNew ? "strong " : ""}[overflow-wrap:anywhere] whitespace-pre-line`}>
        {value ? shownValue(field, value) : <span className="faint">{t("enrichment.nothing")}</span>}
      </bdi>
    </div>
  );
  return (
    <div className="stack g4">
      <div className="row between g3">
        <h2 className="title min-w-0 truncate">
          <Link to={`/prospects/${prospectId}`} dir="auto" prefetch="intent">
            {name}
          </Link>
        </h2>
        {place}
      </div>
      {choice}
      <h3 className="strong">{t(`enrichment.field.${field}`)}</h3>
      <div className="form-grid">
        {side(t("enrichment.now_in_record"), originalValue, false)}
        {side(t("enrichment.proposed"), enrichedValue, true)}
      </div>
      <p className="muted">{t("enrichment.why_waits")}</p>
    </div>
  );
}

/** Who says so, how surely, when and where. */
export function ProposalEvidence({ proposal: { provider, confidence, createdAt, sourceUrl } }: { proposal: Proposal }) {
  const { t } = useTranslation("prospecting");
  const { percent, date } = useFormat();
  return (
    <section className="stack g3">
      <h2 className="strong">{t("enrichment.why")}</h2>
      <Facts
        facts={[
          { label: t("enrichment.source_label"), value: t(`enrichment.provider.${provider}`) },
          { label: t("enrichment.confidence_label"), value: percent(confidence) },
          { label: t("enrichment.read_on"), value: date(createdAt) },
          ...(sourceUrl
            ? [
                {
                  label: t("enrichment.page_read"),
                  value: (
                    <a className="link [overflow-wrap:anywhere]" href={sourceUrl} target="_blank" rel="noreferrer noopener" dir="ltr">
                      {sourceUrl.replace(/^https?:\/\//, "")}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

/** Which field's values are looked at: those that any wait for. */
export function FieldChoice({ fields, field }: { fields: Record<string, number>; field: string | null }) {
  const { t } = useTranslation("prospecting");
  const there = enrichmentFields.filter((one) => fields[one] || one === field);
  if (there.length < 2 && !field) return null;
  return (
    <Tabs
      label={t("enrichment.rail")}
      tabs={[
        { label: t("enrichment.all_fields"), to: "/enrichment", current: field === null },
        ...there.map((one) => ({
          label: t(`enrichment.field.${one}`),
          to: `/enrichment?field=${one}`,
          count: fields[one] ?? 0,
          current: field === one,
        })),
      ]}
    />
  );
}
