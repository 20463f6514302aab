import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/controls/button";
import { fieldId } from "~/ui/forms/field";
import { Callout } from "~/ui/surfaces/card";

interface Props {
  isLaunched: boolean;
  /** Nothing of it will leave any more. */
  isOver: boolean;
  /** Approved messages that wait to leave. */
  held: number;
  hasAddress: boolean;
  /** Where answers stay unseen by Essor; null: they arrive here. */
  answersTo: string | null;
  /** May change who the company says it is. */
  maySettle: boolean;
}

/** What the sender's identity means for this campaign: what is missing before it may write, and answers that would pass Essor by. */
export function SenderNotes({ isLaunched, isOver, held, hasAddress, answersTo, maySettle }: Props) {
  const { t } = useTranslation("outreach");
  if (isOver) return null;
  const toSettings = (field: string, verb: string, kind: "primary" | "secondary") =>
    maySettle && (
      <ButtonLink size="sm" kind={kind} to={`/settings/company#${fieldId(field)}`}>
        {verb}
      </ButtonLink>
    );
  return (
    <>
      {!hasAddress && (
        <Callout
          tone="warning"
          title={isLaunched && held > 0 ? t("campaign.address.held", { count: held }) : t("campaign.address.title")}
          action={toSettings("postalAddress", t("campaign.address.add"), "primary")}
        >
          {isLaunched ? t("campaign.address.held_why") : t("campaign.address.why")} {!maySettle && t("campaign.address.ask")}
        </Callout>
      )}
      {answersTo && (
        <Callout
          title={t("campaign.answers.title", { address: answersTo })}
          action={toSettings("replyToEmail", t("campaign.answers.settle"), "secondary")}
        >
          {t("campaign.answers.why")}
        </Callout>
      )}
    </>
  );
}
