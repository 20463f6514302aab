import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { callMailDoor } from "~/domains/outreach/webhook/call-mail-door.server";
import { MailboxCallForm } from "~/domains/outreach/webhook/mailbox-call.schema";
import { AppError } from "~/platform/errors";
import { readForm } from "~/platform/forms.server";
import { errorKey } from "~/platform/i18n";
import { found, idFrom } from "~/platform/params.server";
import { findLocalMailById } from "~/platform/vendors/mailbox.server";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { Button } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Textarea } from "~/ui/forms/inputs";
import { PublicPage } from "~/ui/pages/public-page";
import { Callout, Facts } from "~/ui/surfaces/card";

export const handle = { words: ["outreach"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

const onlyHere = () => {
  if (mailTransport() !== "mailbox") throw new AppError("platform.record.unknown", { status: 404 });
};

export async function loader({ params }: LoaderFunctionArgs) {
  onlyHere();
  const { html: _html, ...mail } = found(await findLocalMailById(idFrom(params.mailId)));
  return {
    mail: { ...mail, headers: mail.headers as Array<{ name: string; value: string }> },
    links: [...new Set(mail.text.match(/https?:\/\/[^\s<>"]+/g) ?? [])],
  };
}

/** The buttons call our own door as the provider would. */
export async function action({ request, params }: ActionFunctionArgs) {
  onlyHere();
  const form = await readForm(request, MailboxCallForm);
  if (!form.ok) return form.refusal;
  const status = await callMailDoor(idFrom(params.mailId), form.value);
  return data({ told: form.value.call, status }, { status: status === 200 ? 200 : 502 });
}

export default function LocalMail() {
  const { mail, links } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  return (
    <PublicPage
      brand={t("platform:app.name")}
      title={mail.subject}
      wide
      foot={
        <Link className="link" to="/mailbox">
          {t("mailbox.back")}
        </Link>
      }
    >
      <Facts
        facts={[
          { label: t("mailbox.from"), value: <bdi dir="ltr">{mail.fromLine}</bdi> },
          { label: t("mailbox.for"), value: mail.toLine },
          { label: t("mailbox.sent_at"), value: <DateTime at={mail.createdAt} style="full" /> },
        ]}
      />
      <iframe
        className="mail-frame"
        title={t("mailbox.html")}
        src={`/mailbox/${mail.id}/html`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        style={{ inlineSize: "100%", blockSize: "44rem", border: "1px solid var(--line)", borderRadius: "8px", background: "#fff" }}
      />
      {links.length > 0 && (
        <section className="stack g2">
          <h2 className="strong">{t("mailbox.links")}</h2>
          <ul className="plain stack g1">
            {links.map((link) => (
              <li key={link}>
                <a className="link" href={link} style={{ overflowWrap: "anywhere" }}>
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mail.stream === "broadcast" && <ComesBack />}
      <details>
        <summary className="strong">{t("mailbox.text")}</summary>
        <pre style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{mail.text}</pre>
      </details>
      <details>
        <summary className="strong">{t("mailbox.headers")}</summary>
        <pre style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {mail.headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}
        </pre>
      </details>
    </PublicPage>
  );
}

/** What a provider would tell of this mail, so that a newcomer sees what comes back. */
function ComesBack() {
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  const { t } = useTranslation("outreach");
  const told = answer && "told" in answer ? answer : null;
  const faults = answer && "error" in answer ? answer.error?.text : undefined;
  return (
    <section className="stack g3">
      <h2 className="strong">{t("mailbox.comes_back")}</h2>
      <p className="muted">{t("mailbox.comes_back_hint")}</p>
      {told &&
        (told.status === 200 ? (
          <Callout tone="success">{t(`mailbox.told.${told.told}`)}</Callout>
        ) : (
          <Callout tone="danger">{t("mailbox.not_told", { status: told.status })}</Callout>
        ))}
      <Form method="post" className="row g2 row-wrap" preventScrollReset>
        {(["delivered", "bounced", "complained"] as const).map((call) => (
          <Button key={call} name="call" value={call} disabled={busy}>
            {t(`mailbox.${call}`)}
          </Button>
        ))}
      </Form>
      <Form key={told ? "sent" : "open"} method="post" className="stack g3" preventScrollReset>
        <input type="hidden" name="call" value="replied" />
        <Field label={t("mailbox.reply_label")} name="text" error={faults?.map((code) => t(errorKey(code)))}>
          <Textarea rows={3} />
        </Field>
        <div className="row">
          <Button kind="primary" busy={busy}>
            {t("mailbox.reply")}
          </Button>
        </div>
      </Form>
    </section>
  );
}
