import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Inbox } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AppError } from "~/platform/errors";
import { isId } from "~/platform/ids";
import { listLocalMails } from "~/platform/vendors/mailbox.server";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input } from "~/ui/forms/inputs";
import { PublicPage } from "~/ui/pages/public-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["outreach"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

const pageSize = 50;

/** What would have left, on this machine alone: where a provider is connected, or others can reach us, there is no such page. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (mailTransport() !== "mailbox") throw new AppError("platform.record.unknown", { status: 404 });
  const { searchParams } = new URL(request.url);
  const to = searchParams.get("to")?.slice(0, 254) ?? "";
  const before = searchParams.get("before");
  const mails = await listLocalMails({ to, before: isId(before) ? before : undefined, take: pageSize + 1 });
  return { mails: mails.slice(0, pageSize), older: mails.length > pageSize ? mails[pageSize - 1]!.id : null, to };
}

export default function Mailbox() {
  const { mails, older, to } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  return (
    <PublicPage brand={t("platform:app.name")} title={t("mailbox.title")} purpose={t("mailbox.purpose")} wide>
      <Form role="search" className="row g2">
        <Field label={t("mailbox.search")} labelHidden name="to" className="grow">
          <Input type="search" defaultValue={to} placeholder={t("mailbox.search")} />
        </Field>
        <Button>{t("mailbox.show")}</Button>
      </Form>
      {mails.length === 0 ? (
        <Empty icon={Inbox} title={t("mailbox.empty")}>
          {t("mailbox.empty_hint")}
        </Empty>
      ) : (
        <ul className="plain border-t border-line" aria-label={t("mailbox.title")}>
          {mails.map((mail) => (
            <li key={mail.id} className="border-b border-line py-3">
              <div className="row g3">
                <Link className="linked strong truncate grow" to={`/mailbox/${mail.id}`}>
                  {mail.subject}
                </Link>
                <DateTime at={mail.createdAt} style="moment" className="meta muted" />
              </div>
              <div className="row g3">
                <bdi className="muted truncate grow" dir="ltr">
                  {mail.toLine}
                </bdi>
                <Badge tone={mail.stream === "broadcast" ? "accent" : "neutral"}>
                  {t(`mailbox.stream.${mail.stream === "broadcast" ? "broadcast" : "transactional"}`)}
                </Badge>
              </div>
            </li>
          ))}
        </ul>
      )}
      {older && (
        <div className="row">
          <ButtonLink to={`?to=${encodeURIComponent(to)}&before=${older}`}>{t("mailbox.older")}</ButtonLink>
        </div>
      )}
    </PublicPage>
  );
}
