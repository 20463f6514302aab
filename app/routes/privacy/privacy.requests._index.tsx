import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Plus, ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { RegisterRequest, requestTypes } from "~/domains/privacy/request/request.schema";
import { listRequests, type RequestRow } from "~/domains/privacy/request/requests.queries.server";
import { RequestBadge } from "~/domains/privacy/ui/request-badge";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { Button, ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import type { Column } from "~/ui/data/table-parts";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["privacy"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "privacy:read");
  const after = new URL(request.url).searchParams.get("after");
  const list = await inCompany(member, (ctx) => listRequests(ctx, { after: isId(after) ? after : undefined }));
  return { ...list, mayChange: member.may("privacy:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "privacy:change");
  const form = await readForm(request, RegisterRequest);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { receivedOn, ...asked } = form.value;
    const { requestId } = await inCompany(member, (ctx) =>
      registerRequest(ctx, { ...asked, source: "hand", receivedAt: receivedOn ? new Date(`${receivedOn}T00:00:00Z`) : ctx.now }),
    );
    return redirectWithNotice(`/privacy/requests/${requestId}`, { code: "privacy:notice.request_registered" });
  });
}

export default function Requests() {
  const { rows, next, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("privacy");
  const [params] = useSearchParams();
  const columns = useColumns();
  return (
    <ListPage
      title={t("request.many")}
      actions={
        mayChange && (
          <ButtonLink kind="primary" size="sm" icon={Plus} to="?add=1">
            {t("request.add")}
          </ButtonLink>
        )
      }
      notice={
        <div className="stack g4">
          <p className="muted">
            {t("request.purpose")}{" "}
            <Link className="link" to="/privacy/retention">
              {t("retention.title")}
            </Link>
          </p>
          {mayChange && params.has("add") && <AddForm prospectId={params.get("prospect")} />}
        </div>
      }
      pager={
        next && (
          <p className="row">
            <Link className="link" to={`?after=${next}`}>
              {t("request.older")}
            </Link>
          </p>
        )
      }
    >
      {rows.length > 0 ? (
        <DataTable
          label={t("request.many")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowName={(row) => nameOf(row) ?? t("request.erased_person")}
        />
      ) : (
        <Empty icon={ShieldCheck} title={t("request.empty")}>
          {t("request.empty_hint")}
        </Empty>
      )}
    </ListPage>
  );
}

const nameOf = ({ name, email, phone }: { name: string | null; email: string | null; phone: string | null }) => name ?? email ?? phone;

function AddForm({ prospectId }: { prospectId: string | null }) {
  const { t } = useTranslation("privacy");
  const { form, fault, formFaults, kept } = useSchemaForm(RegisterRequest, useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="stack g4" {...form}>
      <FormErrors faults={formFaults} title="" />
      {prospectId && <input type="hidden" name="prospectId" value={prospectId} />}
      <FormGrid>
        <Field label={t("request.type_label")} name="type" error={fault("type")}>
          <Select defaultValue={kept("type")} options={requestTypes.map((value) => ({ value, label: t(`request.type.${value}`) }))} />
        </Field>
        <Field label={t("request.received_on")} name="receivedOn" error={fault("receivedOn")} optional>
          <Input type="date" defaultValue={kept("receivedOn")} />
        </Field>
        <Field label={t("request.name")} name="name" error={fault("name")} optional>
          <Input defaultValue={kept("name")} autoComplete="off" />
        </Field>
        <Field label={t("request.email")} name="email" error={fault("email")} optional={prospectId !== null}>
          <Input type="email" defaultValue={kept("email")} autoComplete="off" />
        </Field>
        <Field label={t("request.phone")} name="phone" error={fault("phone")} hint={t("request.phone_hint")} optional>
          <Input type="tel" defaultValue={kept("phone")} autoComplete="off" />
        </Field>
      </FormGrid>
      <Field label={t("request.note")} name="note" error={fault("note")} optional>
        <Textarea rows={3} defaultValue={kept("note")} />
      </Field>
      <div className="row">
        <Button kind="primary" busy={busy}>
          {t("request.save")}
        </Button>
      </div>
    </Form>
  );
}

function useColumns(): Column<RequestRow>[] {
  const { t } = useTranslation("privacy");
  return useMemo(
    () => [
      {
        key: "person",
        header: t("request.person"),
        area: "main",
        cell: (row) => (
          <Link className="link" to={`/privacy/requests/${row.id}`}>
            {nameOf(row) ?? t("request.erased_person")}
          </Link>
        ),
      },
      { key: "type", header: t("request.type_label"), cell: (row) => t(`request.type.${row.type}`), area: "sub" },
      { key: "state", header: t("request.state_label"), cell: (row) => <RequestBadge state={row.state} dueAt={row.dueAt} />, fit: true },
      { key: "received", header: t("request.received_on"), cell: (row) => <DateTime at={row.receivedAt} />, muted: true, fit: true },
      { key: "due", header: t("request.due"), cell: (row) => <DateTime at={row.dueAt} />, muted: true, fit: true },
    ],
    [t],
  );
}
