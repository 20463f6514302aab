import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { languageInSentence } from "~/platform/i18n";
import { CheckLine } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import type { Evidence } from "../draft/facts.rules";
import { markEvidence } from "../draft/mark-evidence.rules";
import type { DraftCheck } from "../message/draft-checks.rules";
import type { QueueDraft } from "../message/queued-draft.rules";

interface Props {
  draft: QueueDraft;
  active: number | null;
  onPoint: (proof: number | null) => void;
}

/** What a draft rests on, each with its source, and what was checked. Pointing at a proof marks its words. */
export function DraftEvidence({ draft, active, onPoint }: Props) {
  const { t, i18n } = useTranslation("outreach");
  const { number } = useFormat();
  const inWords = (name: string, value: string | number) => {
    if (name === "language") return languageInSentence(t(`language.${value}`), i18n.language);
    return typeof value === "number" ? number(value) : value;
  };
  const written = (values: DraftCheck["values"] = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(name, value)]));
  const { found } = markEvidence(draft.content, draft.evidence);
  const isSaid = (proof: number, { text }: Evidence) => found.has(proof) || draft.subject.includes(text) || draft.content.includes(text);
  return (
    <>
      <section>
        <div className="section-head">
          <h2>{t("drafts.says")}</h2>
        </div>
        <div className="lines">
          {draft.evidence.length === 0 && <p className="muted">{t("drafts.no_evidence")}</p>}
          {draft.evidence.map((evidence, at) => (
            <div
              key={evidence.key}
              className={active === at + 1 ? "proof is-active" : "proof"}
              onMouseEnter={() => onPoint(at + 1)}
              onMouseLeave={() => onPoint(null)}
              onFocus={() => onPoint(at + 1)}
              onBlur={() => onPoint(null)}
            >
              <span className="proof-n">{at + 1}</span>
              <Link className="strong" to={sourceOf(evidence.key, draft)}>
                <bdi>{evidence.value}</bdi>
              </Link>
              <span className="cell-2">
                <FactName factKey={evidence.key} /> ·{" "}
                {isSaid(at + 1, evidence) ? <SourceName factKey={evidence.key} draft={draft} /> : t("drafts.gone")}
              </span>
            </div>
          ))}
        </div>
      </section>
      <section>
        <div className="section-head">
          <h2>{t("drafts.checks")}</h2>
        </div>
        {draft.checks.map(({ code, state, values }) => (
          <CheckLine key={code} state={state} label={t(`check.state.${state}`)}>
            {t(`check.${code}`, written(values))}
          </CheckLine>
        ))}
      </section>
    </>
  );
}

function FactName({ factKey }: { factKey: string }) {
  const { t } = useTranslation("outreach");
  const benefit = /^product\.benefit\.(\d+)$/.exec(factKey);
  return <>{benefit ? t("evidence.product.benefit", { at: benefit[1] }) : t(`evidence.${factKey}`)}</>;
}

function SourceName({ factKey, draft }: { factKey: string; draft: Props["draft"] }) {
  const { t } = useTranslation("outreach");
  const about = factKey.split(".")[0];
  if (about === "prospect")
    return <>{draft.sourceDetail ? t("evidence.source.prospect_list", { list: draft.sourceDetail }) : t("evidence.source.prospect")}</>;
  return <>{t(`evidence.source.${about}`, { product: draft.productName })}</>;
}

function sourceOf(key: string, { prospectId, productId, campaignId }: Props["draft"]): string {
  if (key.startsWith("prospect.")) return `/prospects/${prospectId}`;
  if (key.startsWith("product.")) return `/products/${productId}`;
  return key.startsWith("campaign.") ? `/campaigns/${campaignId}` : "/settings/company";
}
