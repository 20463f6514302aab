import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { acceptRequest, refuseRequest } from "~/domains/privacy/request/handle-request.server";
import { HandleRequest } from "~/domains/privacy/request/request.schema";
import { getRequest } from "~/domains/privacy/request/requests.queries.server";
import { Certificate } from "~/domains/privacy/ui/certificate";
import { HandleForms } from "~/domains/privacy/ui/handle-forms";
import { RequestBadge } from "~/domains/privacy/ui/request-badge";
import { nameOf } from "~/platform/database/name-fields.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { languageFor } from "~/platform/i18n.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Icon } from "~/ui/controls/icon";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import { Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export const handle = { words: ["privacy"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "privacy:read");
  const one = await inCompany(member, async (ctx) => found(await getRequest(ctx, idFrom(params.requestId))));
  const language = await languageFor(request);
  const result = one.result.map((line) => ({ ...line, name: nameOf(`table.${line.table}`, language) ?? line.table }));
  return { request: { ...one, result }, mayChange: member.may("privacy:change") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "privacy:change");
  const requestId = idFrom(params.requestId);
  const form = await readForm(request, HandleRequest);
  if (!form.ok) return form.refusal;
  const act = form.value;
  return form.attempt(async () => {
    await inCompany(member, (ctx) =>
      act.intent === "accept"
        ? acceptRequest(ctx, { requestId, identityNote: act.identityNote })
        : refuseRequest(ctx, { requestId, reason: act.reason }),
    );
    return redirectWithNotice(`/privacy/requests/${requestId}`, { code: `privacy:notice.request_${act.intent}` });
  });
}

export default function Request() {
  const { request, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  const { type, state, dueAt, receivedAt, name, email, phone, prospectId, note, identityNote, refusalReason, answeredAt } = request;
  const fact = (key: string, value: string | null) => (value ? [{ label: t(key), value: <bdi>{value}</bdi> }] : []);
  const hasFile = state === "done" && (type === "erasure" || (type === "access" && request.fileId !== null));
  return (
    <FormPage
      title={t(`request.type.${type}`)}
      crumbs={[{ label: t("request.many"), to: "/privacy/requests" }]}
      purpose={t(`request.what.${type}`)}
    >
      <FormSection title={t("request.about")}>
        <Facts
          facts={[
            { label: t("request.state_label"), value: <RequestBadge state={state} dueAt={dueAt} /> },
            ...fact("request.name", name),
            ...fact("request.email", email),
            ...fact("request.phone", phone),
            ...(prospectId && type !== "erasure"
              ? [{ label: t("request.record"), value: <Link to={`/prospects/${prospectId}`}>{t("request.open_record")}</Link> }]
              : []),
            { label: t("request.source_label"), value: t(`request.source.${request.source}`) },
            { label: t("request.received_on"), value: date(receivedAt) },
            { label: t("request.due"), value: date(dueAt) },
            ...fact("request.note", note),
            ...fact("request.identity", identityNote),
            ...fact("request.refused_because", refusalReason),
            ...(answeredAt ? [{ label: t("request.answered"), value: date(answeredAt) }] : []),
            ...(request.downloadedAt ? [{ label: t("request.downloaded"), value: date(request.downloadedAt) }] : []),
          ]}
        />
        {hasFile && (
          <div className="row">
            <a className="btn" href={`/privacy/requests/${request.id}/file`} download>
              <Icon of={Download} />
              {t(`request.file.${type}`)}
            </a>
          </div>
        )}
      </FormSection>
      {state === "received" && mayChange && <HandleForms type={type} source={request.source} answer={answer} />}
      {type === "erasure" && state === "done" && <Certificate lines={request.result} />}
    </FormPage>
  );
}
