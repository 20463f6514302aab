import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type TenderFacts, tenderState } from "~/domains/prospecting/tender/tender.rules";
import { Badge } from "~/ui/controls/badge";
import { Field } from "~/ui/forms/field";
import { Input, Textarea } from "~/ui/forms/inputs";
import { SidePart } from "~/ui/pages/record-page";
import { useFormat } from "~/ui/words";
import { FoldedForm, OutsideLink } from "./courting-panel";

interface Props {
  prospect: { id: string; tenders: Array<TenderFacts>; today: string };
  mayChange: boolean;
}

const tones = { open: "info", soon: "warning", over: "neutral" } as const;

/** How near the deadline of a tender is, in a word. */
export function TenderBadge({ deadline, today }: { deadline: string; today: string }) {
  const { t } = useTranslation("prospecting");
  const state = tenderState(deadline, today);
  return <Badge tone={tones[state]}>{t(`tender.state.${state}`)}</Badge>;
}

/** Calls for tenders of a prospect: what can still be answered first. */
export function ProspectTenders({ prospect, mayChange }: Props) {
  const { t } = useTranslation("prospecting");
  const { date } = useFormat();
  const action = `/prospects/${prospect.id}/tenders`;
  return (
    <SidePart
      title={t("tender.many")}
      verb={
        <Link className="meta link" to="/tenders">
          {t("tender.all")}
        </Link>
      }
    >
      <div className="stack g3">
        {prospect.tenders.length === 0 && <p className="muted">{t("tender.none_here")}</p>}
        {prospect.tenders.length > 0 && (
          <ul className="stack g4">
            {prospect.tenders.map((tender) => (
              <li key={tender.id} className="stack g1">
                <span className="row between">
                  <OutsideLink url={tender.url}>{tender.title}</OutsideLink>
                  <TenderBadge deadline={tender.deadline} today={prospect.today} />
                </span>
                <span className="meta muted">
                  {t("tender.until", { day: date(`${tender.deadline}T12:00:00Z`, "dayYear") })}
                  {tender.source && (
                    <>
                      {" · "}
                      <bdi>{tender.source}</bdi>
                    </>
                  )}
                </span>
                {tender.notes && <p className="meta">{tender.notes}</p>}
                {mayChange && (
                  <FoldedForm
                    key={JSON.stringify(tender)}
                    action={action}
                    itemId={tender.id}
                    summary={t("tender.change", { name: tender.title })}
                  >
                    {(said) => <TenderFields tender={tender} said={said} />}
                  </FoldedForm>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayChange && (
          <FoldedForm action={action} summary={t("tender.add")}>
            {(said) => <TenderFields said={said} />}
          </FoldedForm>
        )}
      </div>
    </SidePart>
  );
}

function TenderFields({ tender, said }: { tender?: TenderFacts; said: (name: string) => string | undefined }) {
  const { t } = useTranslation("prospecting");
  const id = (name: string) => `tender-${tender?.id ?? "new"}-${name}`;
  return (
    <>
      <Field label={t("tender.field.title")} name="title" id={id("title")} error={said("title")}>
        <Input required maxLength={200} defaultValue={tender?.title} autoComplete="off" />
      </Field>
      <Field label={t("tender.field.deadline")} name="deadline" id={id("deadline")} error={said("deadline")}>
        <Input required type="date" defaultValue={tender?.deadline} />
      </Field>
      <Field label={t("tender.field.url")} name="url" id={id("url")} optional error={said("url")}>
        <Input inputMode="url" maxLength={500} defaultValue={tender?.url ?? ""} autoComplete="off" dir="ltr" />
      </Field>
      <Field label={t("tender.field.source")} name="source" id={id("source")} optional error={said("source")}>
        <Input maxLength={200} defaultValue={tender?.source ?? ""} autoComplete="off" />
      </Field>
      <Field label={t("tender.field.notes")} name="notes" id={id("notes")} optional error={said("notes")}>
        <Textarea rows={2} maxLength={2000} defaultValue={tender?.notes ?? ""} />
      </Field>
    </>
  );
}
