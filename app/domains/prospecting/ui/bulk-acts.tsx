import { useFetcher, useLocation } from "@remix-run/react";
import { Download, Filter, Megaphone, Merge, Tag, Trash2, UserRoundCheck, Workflow } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { filterToUrl, type ProspectFilter, prospectStatuses } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { Button, ButtonLink } from "~/ui/controls/button";
import type { Selection } from "~/ui/data/data-table";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";
import { useFormat } from "~/ui/words";

type Act = "tag" | "status" | "assign" | "segment" | "delete";
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
  const assignees = useFetcher<{ people: Array<{ id: string; name: string }> }>();
  const segments = useFetcher<{ segments: Array<{ id: string; name: string }> }>();
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
        action={`/prospects/${act}`}
        id={`bulk-${act}`}
        className="stack g4"
        onSubmit={() => {
          ask(null);
          selection.clear();
        }}
      >
        {whom}
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
          <Button
            type="button"
            kind="quiet"
            size="sm"
            icon={UserRoundCheck}
            onClick={() => {
              if (!assignees.data) assignees.load("/prospects/assign");
              ask("assign");
            }}
          >
            {t("bulk.assign")}
          </Button>
          <Button
            type="button"
            kind="quiet"
            size="sm"
            icon={Filter}
            onClick={() => {
              if (!segments.data) segments.load("/prospects/segment");
              ask("segment");
            }}
          >
            {t("bulk.segment")}
          </Button>
        </>
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
              ...(assignees.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
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
              options={[{ value: "", label: "–" }, ...(segments.data?.segments ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </Field>
          <Field label={t("bulk.segment_new")} name="name">
            <Input maxLength={100} />
          </Field>
          <Check name="remove" value="true" label={t("bulk.segment_remove")} />
        </>,
      )}
      {dialog("delete", t("bulk.delete"), <p className="muted">{t("bulk.delete_text")}</p>, true)}
    </>
  );
}
