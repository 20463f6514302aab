import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Archive } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DecideNotice, decideNotice } from "~/domains/privacy/retention/decide-notice.server";
import { listNotices } from "~/domains/privacy/retention/retention.queries.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input } from "~/ui/forms/inputs";
import { ListPage } from "~/ui/pages/list-page";
import { Callout } from "~/ui/surfaces/card";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export const handle = { words: ["privacy"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "privacy:read");
  const after = new URL(request.url).searchParams.get("after");
  const list = await inCompany(member, (ctx) => listNotices(ctx, { after: isId(after) ? after : undefined }));
  return { ...list, mayChange: member.may("privacy:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "privacy:change");
  const form = await readForm(request, DecideNotice);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => decideNotice(ctx, form.value));
    return redirectWithNotice("/privacy/retention", { code: `privacy:notice.retention_${form.value.choice}` });
  });
}

export default function Retention() {
  const { rows, next, mayChange } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  return (
    <ListPage
      title={t("retention.title")}
      crumbs={[{ label: t("request.many"), to: "/privacy/requests" }]}
      notice={
        <div className="stack g3">
          <p className="muted">{t("retention.purpose")}</p>
          {refused && <Callout tone="danger">{t("retention.reason_wanted")}</Callout>}
        </div>
      }
      pager={
        next && (
          <Link className="link" to={`?after=${next}`}>
            {t("retention.more")}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <Empty icon={Archive} title={t("retention.empty")}>
          {t("retention.empty_hint")}
        </Empty>
      ) : (
        <ul className="plain stack g4 list-notice">
          {rows.map(({ id, prospectId, name, email, heardAt, dueAt, choice, reason }) => (
            <li key={id} className="card card-pad stack g3">
              <div className="row row-wrap between">
                <span>
                  <Link className="link strong" to={`/prospects/${prospectId}`}>
                    {name ?? email ?? "—"}
                  </Link>
                  <span className="cell-2">{t("retention.heard", { date: date(heardAt) })}</span>
                </span>
                <Badge tone={choice === "keep" ? "success" : "warning"}>
                  {choice === "keep"
                    ? t("retention.kept")
                    : choice === "erase"
                      ? t("retention.erased_tonight")
                      : t("retention.erased_on", { date: date(dueAt) })}
                </Badge>
              </div>
              {reason && <p className="muted">{reason}</p>}
              {mayChange && (
                <Form method="post" className="row row-wrap g2" preventScrollReset>
                  <input type="hidden" name="noticeId" value={id} />
                  {choice !== "keep" && (
                    <>
                      <Field label={t("retention.reason")} labelHidden name="reason">
                        <Input maxLength={300} placeholder={t("retention.reason")} />
                      </Field>
                      <Button size="sm" name="choice" value="keep">
                        {t("retention.keep")}
                      </Button>
                    </>
                  )}
                  {choice !== "erase" && (
                    <Button size="sm" kind="quiet" name="choice" value="erase">
                      {t("retention.erase")}
                    </Button>
                  )}
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </ListPage>
  );
}
