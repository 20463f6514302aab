import { useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { conditionOf, type DraftGroup, draftOf, emptyGroup, emptyTest } from "~/domains/prospecting/condition/condition-draft.rules";
import type { ConditionChoices } from "~/domains/prospecting/condition/condition-words.rules";
import type { Condition } from "~/domains/prospecting/condition/condition.schema";
import { SegmentForm } from "~/domains/prospecting/segment/segment.schema";
import { errorKey } from "~/platform/i18n";
import { useSchemaForm } from "~/platform/use-form";
import { Choices, Radio } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { typeIn } from "./condition-dialog";
import { ConditionEditor } from "./condition-editor";

interface Props {
  title: string;
  back?: { label: string; to: string };
  name?: string;
  /** Of a segment there is: its kind stays. */
  fixedType?: "dynamic" | "fixed";
  q?: string;
  where: Condition | null;
  choices: ConditionChoices;
  lastResult: unknown;
}

/** A segment's name, its kind, and of a dynamic one whom it means. */
export function SegmentEditor({ title, back, name, fixedType, q, where, choices, lastResult }: Props) {
  const { t } = useTranslation("prospecting");
  const { form, fault, faults, kept } = useSchemaForm(SegmentForm, lastResult);
  const [type, setType] = useState<"dynamic" | "fixed">(fixedType ?? "dynamic");
  const [draft, setDraft] = useState<DraftGroup>(() =>
    where ? draftOf(where, typeIn(choices)) : emptyGroup(q ? [] : [emptyTest("city", "text")]),
  );
  const read = conditionOf(draft);
  const [told, tell] = useState(false);
  return (
    <FormPage
      title={title}
      crumbs={[{ label: t("segment.many"), to: "/segments" }, ...(back ? [back] : [])]}
      purpose={t("segment.purpose")}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("segment.save")} busy={useNavigation().state === "submitting"} />}
    >
      <Form
        method="post"
        {...form}
        onSubmit={(event) => {
          if (type === "dynamic" && "code" in read) {
            event.preventDefault();
            tell(true);
          } else form.onSubmit(event);
        }}
      >
        <FormSection title={t("segment.one")}>
          <Field label={t("segment.name")} name="name" error={fault("name")} required>
            <Input maxLength={100} autoComplete="off" defaultValue={kept("name") ?? name} />
          </Field>
          {fixedType ? (
            <input type="hidden" name="type" value={fixedType} />
          ) : (
            <Choices legend={t("segment.type")}>
              {(["dynamic", "fixed"] as const).map((one) => (
                <Radio
                  key={one}
                  name="type"
                  value={one}
                  label={t(`segment.types.${one}`)}
                  hint={t(`segment.types_hint.${one}`)}
                  checked={type === one}
                  onChange={() => setType(one)}
                />
              ))}
            </Choices>
          )}
        </FormSection>
        {type === "dynamic" && (
          <FormSection title={t("segment.conditions")} purpose={t("condition.purpose")}>
            {q && (
              <Field label={t("filter.q.name")} name="q">
                <Input defaultValue={kept("q") ?? q} maxLength={200} />
              </Field>
            )}
            <input type="hidden" name="where" value={"condition" in read && read.condition ? JSON.stringify(read.condition) : ""} />
            <ConditionEditor draft={draft} choices={choices} without={["segment"]} change={setDraft} />
            {told && "code" in read && (
              <p className="error" role="alert">
                {t(errorKey(read.code))}
              </p>
            )}
            {fault("where") && (
              <p className="error" role="alert">
                {fault("where")}
              </p>
            )}
          </FormSection>
        )}
      </Form>
    </FormPage>
  );
}
