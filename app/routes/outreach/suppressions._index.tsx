import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Plus, Search, ShieldOff } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { suppressAddress } from "~/domains/outreach/suppression/suppress-address.server";
import { listSuppressions, type SuppressionRow } from "~/domains/outreach/suppression/suppression.queries.server";
import { AddSuppression } from "~/domains/outreach/suppression/suppression.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["outreach"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "message:read");
  const { searchParams } = new URL(request.url);
  const search = searchParams.get("q")?.slice(0, 254) ?? "";
  const after = searchParams.get("after");
  const list = await inCompany(member, (ctx) => listSuppressions(ctx, { search, after: isId(after) ? after : undefined }));
  return { ...list, search, mayAdd: member.may("message:edit"), mayRemove: member.may("campaign:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "message:edit");
  const form = await readForm(request, AddSuppression);
  if (!form.ok) return form.refusal;
  await inCompany(member, (ctx) => suppressAddress(ctx, { ...form.value, reason: "manual" }));
  return redirectWithNotice("/suppressions", { code: "outreach:suppression.added", values: { address: form.value.address } });
}

export default function Suppressions() {
  const { rows, total, next, search, mayAdd, mayRemove } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const [params] = useSearchParams();
  const columns = useColumns(mayRemove);
  const place = Number(params.get("place")) || 0;
  return (
    <ListPage
      title={t("suppression.title")}
      actions={
        mayAdd && (
          <ButtonLink kind="primary" size="sm" icon={Plus} to="?add=1">
            {t("suppression.add")}
          </ButtonLink>
        )
      }
      filters={
        <Form role="search" className="row g2">
          <Field label={t("suppression.search")} labelHidden name="q">
            <Input type="search" defaultValue={search} placeholder={t("suppression.search")} />
          </Field>
          <Button size="sm" icon={Search}>
            {t("mailbox.show")}
          </Button>
        </Form>
      }
      notice={
        <div className="stack g4">
          <p className="muted">{t("suppression.purpose")}</p>
          {mayAdd && params.has("add") && <AddForm />}
        </div>
      }
      pager={
        rows.length > 0 && (
          <Pager
            from={place + 1}
            to={place + rows.length}
            total={total}
            previousTo={place > 0 ? `?q=${encodeURIComponent(search)}` : undefined}
            nextTo={next ? `?q=${encodeURIComponent(search)}&after=${next}&place=${place + rows.length}` : undefined}
            keys={false}
          />
        )
      }
    >
      {rows.length > 0 ? (
        <DataTable
          label={t("suppression.title")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowName={(row) => row.address ?? t("suppression.erased_address")}
        />
      ) : search ? (
        <Empty icon={Search} title={t("suppression.none_found")}>
          {t("suppression.none_found_hint")}
        </Empty>
      ) : (
        <Empty icon={ShieldOff} title={t("suppression.empty")}>
          {t("suppression.empty_hint")}
        </Empty>
      )}
    </ListPage>
  );
}

function AddForm() {
  const { t } = useTranslation("outreach");
  const { form, fault, formFaults, kept } = useSchemaForm(AddSuppression, useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="stack g4" {...form}>
      <FormErrors faults={formFaults} title="" />
      <FormGrid>
        <Field label={t("suppression.address")} name="address" error={fault("address")}>
          <Input type="email" defaultValue={kept("address")} autoComplete="off" autoFocus />
        </Field>
        <Field label={t("suppression.note")} name="note" error={fault("note")} hint={t("suppression.note_hint")} optional>
          <Input defaultValue={kept("note")} />
        </Field>
      </FormGrid>
      <div className="row">
        <Button kind="primary" busy={busy}>
          {t("suppression.add")}
        </Button>
      </div>
    </Form>
  );
}

function useColumns(mayRemove: boolean): Column<SuppressionRow>[] {
  const { t } = useTranslation("outreach");
  return useMemo(
    () => [
      {
        key: "address",
        header: t("suppression.address"),
        cell: (row) => row.address ?? <span className="faint">{t("suppression.erased_address")}</span>,
        area: "main",
      },
      {
        key: "reason",
        header: t("suppression.reason"),
        cell: (row) => <Badge tone={row.reason === "manual" ? "neutral" : "warning"}>{t(`suppression.by.${row.reason}`)}</Badge>,
        area: "sub",
      },
      { key: "note", header: t("suppression.note"), cell: (row) => row.note, muted: true, cut: true },
      { key: "since", header: t("suppression.since"), cell: (row) => <DateTime at={row.createdAt} />, muted: true, fit: true },
      ...(mayRemove
        ? [
            {
              key: "remove",
              header: "",
              headerName: t("suppression.remove"),
              fit: true,
              cell: (row: SuppressionRow) =>
                row.reason === "manual" && (
                  <Form method="post" action={`/suppressions/${row.id}/remove`}>
                    <Button kind="quiet" size="sm" aria-label={`${t("suppression.remove")} ${row.address ?? ""}`}>
                      {t("suppression.remove")}
                    </Button>
                  </Form>
                ),
            },
          ]
        : []),
    ],
    [mayRemove, t],
  );
}
