import { Bot, ListChecks, Mail, UserPen } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { directionOf } from "~/platform/i18n";
import { Icon } from "~/ui/controls/icon";
import { Callout } from "~/ui/surfaces/card";
import { markEvidence } from "../draft/mark-evidence.rules";
import type { QueueDraft } from "../message/queued-draft.rules";

const origins = { ai: Bot, rules: ListChecks, person: UserPen };
const told = new Set(["ai_not_connected", "ai_resting", "ai_unreachable", "ai_token_limit", "ai_key_cap", "remark_not_followed"]);
/** A fault that the checks found in the model's answer is told as one word: the text was put aside. */
const errorWord = (code: string) => (told.has(code) ? code : "ai_refused");
/** A cap of the company's own is named with it: 'ai_key_cap?cap=500'. */
const withValues = (code: string) => {
  const [word = "", query] = code.split("?", 2);
  return { word: errorWord(word), values: Object.fromEntries(new URLSearchParams(query)) };
};

/** One draft as its reader will get it, the words that rest on facts marked. `active`: the proof that is pointed at. */
export function DraftLetter({
  draft,
  place,
  active,
  children,
}: {
  draft: QueueDraft;
  place: ReactNode;
  active: number | null;
  children?: ReactNode;
}) {
  const { t } = useTranslation("outreach");
  const { paragraphs } = markEvidence(draft.content, draft.evidence);
  const origin = draft.origin ?? "rules";
  const fault = draft.draftError ? withValues(draft.draftError) : null;
  return (
    <article className="letter">
      <div className="row meta muted mb-4">
        <Icon of={origins[origin]} />
        <span>{t(`drafts.by.${origin}`, { revision: draft.revision })}</span>
        {place}
      </div>
      {fault && (
        <div className="mb-4">
          <Callout tone="warning">{t(`draft_error.${fault.word}`, fault.values)}</Callout>
        </div>
      )}
      <dl className="letter-head">
        <dt>{t("drafts.to")}</dt>
        <dd className="row row-wrap">
          <strong>
            <bdi>{draft.person || draft.organizationName}</bdi>
          </strong>
          <span className="muted truncate" dir="ltr">
            <bdi dir="ltr">{draft.email}</bdi>
          </span>
        </dd>
        <dt>{t("drafts.from")}</dt>
        <dd className="row">
          <span>
            <bdi>{draft.senderName ?? draft.companyName}</bdi>
          </span>
          <span className="muted truncate hide-s" dir="ltr">
            <bdi dir="ltr">{draft.senderEmail}</bdi>
          </span>
        </dd>
        <dt>{t("drafts.sends")}</dt>
        <dd className="row">
          <Icon of={Mail} />
          <span>{t("drafts.sends_note")}</span>
        </dd>
      </dl>
      <h2 className="letter-subject" lang={draft.language} dir={directionOf(draft.language)}>
        <bdi>{draft.subject}</bdi>
      </h2>
      <div className="letter-body" lang={draft.language} dir={directionOf(draft.language)}>
        {paragraphs.map((segments, at) => (
          <p key={at} className="whitespace-pre-line">
            {segments.map(({ text, proof }, place) =>
              proof ? (
                <mark key={place} className={active === proof ? "is-active" : undefined}>
                  {text}
                  <sup>{proof}</sup>
                </mark>
              ) : (
                text
              ),
            )}
          </p>
        ))}
      </div>
      <p className="meta faint mt-5">{t("drafts.added")}</p>
      {draft.remark && <p className="meta muted mt-2">{t("drafts.remark_kept", { remark: draft.remark })}</p>}
      {children}
    </article>
  );
}
