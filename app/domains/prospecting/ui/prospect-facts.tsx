import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { type EditableField, editableFields } from "~/domains/prospecting/prospect/editable-fields.rules";
import type { CustomFieldFacts, CustomValues } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { BantBreakdown, BantGoal } from "~/domains/prospecting/bant/bant.rules";
import { SidePart } from "~/ui/pages/record-page";
import { Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import type { ValueOrigins } from "../enrichment/value-origin.rules";
import { CustomFacts } from "./custom-facts";
import { EditableFact } from "./editable-fact";
import { useValueOrigin } from "./enrichment/value-origin";
import { type CheckedEmail, EmailCheck } from "./email-check";
import { ProspectBant } from "./prospect-bant";
import { ProspectScores, type ScoredProspect } from "./prospect-scores";

export interface RecordFacts extends ScoredProspect, Partial<Record<Exclude<EditableField, "tags">, string | null>> {
  id: string;
  tags: Array<string>;
  customFields: CustomValues;
  ownFields: Array<CustomFieldFacts>;
  emailCheck: CheckedEmail | null;
  bantScore: number | null;
  bantBreakdown: BantBreakdown | null;
  bantGoal: BantGoal | null;
  source: string;
  sourceDetail: string | null;
  legalBasis: string;
  importRunId: string | null;
  importLineNumber: number | null;
  importFileName: string | null;
  createdByName: string | null;
  createdAt: Date | string;
  valueOrigins: ValueOrigins;
  originNames: Record<string, string>;
}

interface Props {
  prospect: RecordFacts;
  editing: string | null;
  mayChange: boolean;
  now: Date | string;
}

/** What is known of a prospect: its score and why, how to reach it, what it is, each with where it comes from. */
export function ProspectFacts({ prospect, editing, mayChange, now }: Props) {
  const { t } = useTranslation("prospecting");
  const origin = useValueOrigin(prospect.valueOrigins, prospect.originNames, useOrigin(prospect));
  const facts = (fields: ReadonlyArray<EditableField>) => (
    <dl className="facts">
      {fields.map((field) => (
        <Fragment key={field}>
          <EditableFact
            prospectId={prospect.id}
            field={field}
            value={field === "tags" ? prospect.tags.join(", ") || null : (prospect[field] ?? null)}
            isOpen={editing === field}
            mayChange={mayChange}
            origin={origin(field)}
          />
          {field === "email" && prospect.emailCheck && (
            <EmailCheck prospectId={prospect.id} check={prospect.emailCheck} mayChange={mayChange} />
          )}
        </Fragment>
      ))}
    </dl>
  );
  return (
    <>
      <ProspectScores prospect={prospect} now={now} />
      <ProspectBant prospect={prospect} mayChange={mayChange} now={now} />
      <SidePart title={t("prospect.contact_section")}>{facts(editableFields.contact)}</SidePart>
      <SidePart title={t("prospect.firm_section")}>{facts(editableFields.firm)}</SidePart>
      <SidePart title={t("prospect.custom_section")}>
        {facts(editableFields.more)}
        <CustomFacts
          prospectId={prospect.id}
          fields={prospect.ownFields}
          values={prospect.customFields}
          editing={editing}
          mayChange={mayChange}
          origin={(key) => origin(`customFields.${key}`)}
        />
      </SidePart>
    </>
  );
}

/** Where what we know came from, in one sentence. */
function useOrigin({ importFileName, importLineNumber, createdByName, sourceDetail, source }: RecordFacts): string {
  const { t } = useTranslation("prospecting");
  if (importFileName) return t("prospect.origin_line", { file: importFileName, line: importLineNumber });
  if (createdByName) return t("prospect.origin_person", { name: createdByName });
  return sourceDetail ?? t(`source.${source}`);
}

/** Why we may have this data: the answer to a question everybody may ask. */
export function WhyWeHaveThis({ prospect }: { prospect: RecordFacts }) {
  const { t } = useTranslation("prospecting");
  const { date } = useFormat();
  return (
    <SidePart title={t("prospect.why_title")}>
      <Facts
        facts={[
          { label: t("prospect.why_source"), value: t(`source.${prospect.source}`) },
          ...(prospect.sourceDetail ? [{ label: t("prospect.why_detail"), value: <bdi>{prospect.sourceDetail}</bdi> }] : []),
          { label: t("prospect.why_basis"), value: t(`basis.${prospect.legalBasis}`) },
          { label: t("prospect.why_since"), value: date(prospect.createdAt) },
        ]}
      />
    </SidePart>
  );
}
