import { useFetcher, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { conditionOf, type DraftGroup, draftOf, emptyGroup, emptyTest } from "~/domains/prospecting/condition/condition-draft.rules";
import { conditionFields, isOwnField } from "~/domains/prospecting/condition/condition-fields.rules";
import { askedField, type ConditionChoices } from "~/domains/prospecting/condition/condition-words.rules";
import type { Condition, Test } from "~/domains/prospecting/condition/condition.schema";
import { errorKey } from "~/platform/i18n";
import { Button } from "~/ui/controls/button";
import { Dialog } from "~/ui/overlays/dialog";
import { ConditionEditor } from "./condition-editor";

interface Props {
  where: Condition | undefined;
  open: boolean;
  onClose: () => void;
  /** The list with another condition, or with none. */
  to: (where: Condition | undefined) => string;
}

/** The type of a field in a draft: ours by name, the company's by its definition. */
export const typeIn = (choices: ConditionChoices) => (name: string, _: Test) =>
  isOwnField(name) ? conditionFields[name].type : (askedField(name, String, choices)?.type ?? "text");

/** Any field, all or any, groups in groups. What can be asked is fetched when it opens. */
export function ConditionDialog({ where, open, onClose, to }: Props) {
  const { t } = useTranslation("prospecting");
  const choices = useFetcher<ConditionChoices>();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<DraftGroup | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (open && !choices.data && choices.state === "idle") choices.load("/prospects/fields");
    if (!open) setDraft(null);
  }, [open]);
  useEffect(() => {
    if (!open || !choices.data || draft) return;
    setFault(null);
    setDraft(where ? draftOf(where, typeIn(choices.data)) : emptyGroup([emptyTest("city", "text")]));
  }, [open, choices.data, draft, where]);
  const apply = () => {
    const read = conditionOf(draft!);
    if ("code" in read) return setFault(read.code);
    onClose();
    navigate(to(read.condition ?? undefined));
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("condition.title")}
      wide
      foot={
        <>
          <Button type="button" kind="quiet" onClick={onClose}>
            {t("prospect.cancel")}
          </Button>
          <Button type="button" kind="primary" disabled={!draft} onClick={apply}>
            {t("filter.apply")}
          </Button>
        </>
      }
    >
      <p className="muted">{t("condition.purpose")}</p>
      {draft && choices.data ? (
        <ConditionEditor draft={draft} choices={choices.data as ConditionChoices} change={setDraft} />
      ) : (
        <span className="spinner" role="status" />
      )}
      {fault && (
        <p className="error" role="alert">
          {t(errorKey(fault))}
        </p>
      )}
    </Dialog>
  );
}
