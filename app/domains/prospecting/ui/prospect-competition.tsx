import { useTranslation } from "react-i18next";
import type { CompetitiveFacts } from "~/domains/prospecting/tender/tender.rules";
import { Badge } from "~/ui/controls/badge";
import { Field } from "~/ui/forms/field";
import { Input, Textarea } from "~/ui/forms/inputs";
import { SidePart } from "~/ui/pages/record-page";
import { useFormat } from "~/ui/words";
import { FoldedForm, OutsideLink } from "./courting-panel";

interface Props {
  prospect: { id: string; competitiveNotes: Array<CompetitiveFacts>; today: string };
  mayChange: boolean;
}

/** Who else courts a prospect, and what is known of it; what no longer holds is said to. */
export function ProspectCompetition({ prospect, mayChange }: Props) {
  const { t } = useTranslation("prospecting");
  const { date } = useFormat();
  const action = `/prospects/${prospect.id}/competitive-notes`;
  return (
    <SidePart title={t("competitive_note.many")}>
      <div className="stack g3">
        {prospect.competitiveNotes.length === 0 && <p className="muted">{t("competitive_note.none")}</p>}
        {prospect.competitiveNotes.length > 0 && (
          <ul className="stack g4">
            {prospect.competitiveNotes.map((note) => (
              <li key={note.id} className="stack g1">
                <span className="row between">
                  <OutsideLink url={note.url}>{note.competitor}</OutsideLink>
                  {note.expiresOn !== null && note.expiresOn < prospect.today && <Badge tone="neutral">{t("tender.state.over")}</Badge>}
                </span>
                <p>{note.content}</p>
                <span className="meta muted">
                  {note.expiresOn && t("competitive_note.until", { day: date(`${note.expiresOn}T12:00:00Z`, "dayYear") })}
                  {note.expiresOn && note.source && " · "}
                  {note.source && <bdi>{note.source}</bdi>}
                </span>
                {mayChange && (
                  <FoldedForm
                    key={JSON.stringify(note)}
                    action={action}
                    itemId={note.id}
                    summary={t("tender.change", { name: note.competitor })}
                  >
                    {(said) => <NoteFields note={note} said={said} />}
                  </FoldedForm>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayChange && (
          <FoldedForm action={action} summary={t("competitive_note.add")}>
            {(said) => <NoteFields said={said} />}
          </FoldedForm>
        )}
      </div>
    </SidePart>
  );
}

function NoteFields({ note, said }: { note?: CompetitiveFacts; said: (name: string) => string | undefined }) {
  const { t } = useTranslation("prospecting");
  const id = (name: string) => `note-${note?.id ?? "new"}-${name}`;
  return (
    <>
      <Field label={t("competitive_note.field.competitor")} name="competitor" id={id("competitor")} error={said("competitor")}>
        <Input required maxLength={100} defaultValue={note?.competitor} autoComplete="off" />
      </Field>
      <Field label={t("competitive_note.field.content")} name="content" id={id("content")} error={said("content")}>
        <Textarea required rows={3} maxLength={2000} defaultValue={note?.content} />
      </Field>
      <Field label={t("competitive_note.field.expiresOn")} name="expiresOn" id={id("expiresOn")} optional error={said("expiresOn")}>
        <Input type="date" defaultValue={note?.expiresOn ?? ""} />
      </Field>
      <Field label={t("tender.field.url")} name="url" id={id("url")} optional error={said("url")}>
        <Input inputMode="url" maxLength={500} defaultValue={note?.url ?? ""} autoComplete="off" dir="ltr" />
      </Field>
      <Field label={t("tender.field.source")} name="source" id={id("source")} optional error={said("source")}>
        <Input maxLength={200} defaultValue={note?.source ?? ""} autoComplete="off" />
      </Field>
    </>
  );
}
