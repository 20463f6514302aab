import { useFetcher, useLocation } from "@remix-run/react";
import { Download, Filter, Megaphone, Merge, PencilLine, Sparkles, Tag, Trash2, UserRoundCheck, Workflow } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { filterToUrl, type ProspectFilter, prospectStatuses } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { Button, ButtonLink } from "~/ui/controls/button";
import type { Selection } from "~/ui/data/data-table";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";
import { BulkField } from "./bulk-field";
import { useFormat } from "~/ui/words";

type Act = "tag" | "status" | "assign" | "segment" | "field" | "delete";
/** What each dialog asks the server for. */
const acts = { tag: "tag", status: "status", assign: "assign", segment: "join_segment", field: "set_field", delete: "delete" } as const;

interface Choices {
  people: Array<{ id: string; name: string }>;
  segments: Array<{ id: string; name: string }>;
  fields: Array<CustomFieldFacts>;
}

interface Props {
  selection: Selection;
  filter: ProspectFilter;
  mayChange: boolean;
  mayCampaign: boolean;
}

/** What can be done with those chosen, or with all that match. Each says how many it will touch before it does. */
export function BulkActs({ selection, filter, mayChange, mayCampaign }: Props) {
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const { pathname, search } = useLocation();
  const [asked, ask] = useState<Act | null>(null);
  const { data: choices, load } = useFetcher<Choices>();
  const choose = (act: Act) => {
    if (!choices) load("/prospects/bulk");
    ask(act);
  };
  const whom = (
    <>
      {selection.fields}
      <input type="hidden" name="filter" value={filterToUrl(filter)} />
      <input type="hidden" name="back" value={pathname + search} />
    </>
  );
  const dialog = (act: Act, verb: string, fields: ReactNode, danger = false) => (
    <Dialog
      open={asked === act}
      onClose={() => ask(null)}
      title={t(`bulk.${act}_title`, { count: selection.count, number: number(selection.count) })}
      foot={
        <>
          <Button type="button" kind="quiet" onClick={() => ask(null)}>
            {t("prospect.cancel")}
          </Button>
          <Button kind={danger ? "danger-solid" : "primary"} form={`bulk-${act}`}>
            {verb}
          </Button>
        </>
      }
    >
      <Form
        method="post"
        action="/prospects/bulk"
        id={`bulk-${act}`}
        className="stack g4"
        onSubmit={() => {
          ask(null);
          selection.clear();
        }}
      >
        {whom}
        <input type="hidden" name="act" value={acts[act]} />
        {fields}
      </Form>
    </Dialog>
  );
  return (
    <>
      {mayCampaign && selection.all && (
        <ButtonLink kind="quiet" size="sm" icon={Megaphone} to={`/campaigns/new?${filterToUrl(filter)}`}>
          {t("bulk.campaign")}
        </ButtonLink>
      )}
      {mayChange && !selection.all && selection.ids.length === 2 && (
        <ButtonLink kind="quiet" size="sm" icon={Merge} to={`/prospects/merge?one=${selection.ids[0]}&other=${selection.ids[1]}`}>
          {t("duplicate.merge_these")}
        </ButtonLink>
      )}
      {mayChange && (
        <>
          <Button type="button" kind="quiet" size="sm" icon={Tag} onClick={() => ask("tag")}>
            {t("bulk.tag")}
          </Button>
          <Button type="button" kind="quiet" size="sm" icon={Workflow} onClick={() => ask("status")}>
            {t("bulk.status")}
          </Button>
          <Button type="button" kind="quiet" size="sm" icon={UserRoundCheck} onClick={() => choose("assign")}>
            {t("bulk.assign")}
          </Button>
          <Button type="button" kind="quiet" size="sm" icon={Filter} onClick={() => choose("segment")}>
            {t("bulk.segment")}
          </Button>
          <Button type="button" kind="quiet" size="sm" icon={PencilLine} onClick={() => choose("field")}>
            {t("bulk.set")}
          </Button>
        </>
      )}
      {mayChange && (
        <Form method="post" action="/enrichment/start">
          {whom}
          <Button kind="quiet" size="sm" icon={Sparkles}>
            {t("bulk.enrich")}
          </Button>
        </Form>
      )}
      <Form method="post" action="/prospects/export" reloadDocument>
        {whom}
        <Button kind="quiet" size="sm" icon={Download}>
          {t("bulk.export")}
        </Button>
      </Form>
      {mayChange && (
        <Button type="button" kind="quiet" size="sm" icon={Trash2} onClick={() => ask("delete")}>
          {t("bulk.delete")}
        </Button>
      )}
      {dialog(
        "tag",
        t("bulk.apply"),
        <>
          <Field label={t("bulk.tag_field")} name="tag">
            <Input maxLength={50} required autoFocus />
          </Field>
          <Check name="remove" value="true" label={t("bulk.remove_tag")} />
        </>,
      )}
      {dialog(
        "status",
        t("bulk.apply"),
        <Field label={t("field.status")} name="status">
          <Select options={prospectStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))} />
        </Field>,
      )}
      {dialog(
        "assign",
        t("bulk.apply"),
        <Field label={t("bulk.assign_field")} name="userId" hint={t("bulk.assign_hint")}>
          <Select
            options={[
              { value: "", label: t("bulk.nobody") },
              ...(choices?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>,
      )}
      {dialog(
        "segment",
        t("bulk.apply"),
        <>
          <Field label={t("bulk.segment_field")} name="segmentId">
            <Select
              options={[{ value: "", label: "–" }, ...(choices?.segments ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </Field>
          <Field label={t("bulk.segment_new")} name="name">
            <Input maxLength={100} />
          </Field>
          <Check name="remove" value="true" label={t("bulk.segment_remove")} />
        </>,
      )}
      {dialog("field", t("bulk.apply"), <BulkField custom={choices?.fields ?? []} />)}
      {dialog("delete", t("bulk.delete"), <p className="muted">{t("bulk.delete_text")}</p>, true)}
    </>
  );
}
