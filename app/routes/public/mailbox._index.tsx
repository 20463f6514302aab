import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Inbox } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AppError } from "~/platform/errors";
import { isId } from "~/platform/ids";
import { listLocalMails } from "~/platform/vendors/mailbox.server";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Table } from "~/ui/data/table";
import { Field } from "~/ui/forms/field";
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
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("mailbox.title")}>
          <Table
            label={t("mailbox.title")}
            heads={[{ label: t("mailbox.subject") }, { label: t("mailbox.for") }, { label: t("mailbox.sent_at") }]}
          >
            {mails.map((mail) => (
              <tr key={mail.id}>
                <td>
                  <Link className="link strong" to={`/mailbox/${mail.id}`}>
                    {mail.subject}
                  </Link>{" "}
                  <Badge tone={mail.stream === "broadcast" ? "accent" : "neutral"}>
                    {t(`mailbox.stream.${mail.stream === "broadcast" ? "broadcast" : "transactional"}`)}
                  </Badge>
                </td>
                <td className="muted">{mail.toLine}</td>
                <td className="muted">
                  <DateTime at={mail.createdAt} style="full" />
                </td>
              </tr>
            ))}
          </Table>
        </div>
      )}
      {older && (
        <div className="row">
          <ButtonLink to={`?to=${encodeURIComponent(to)}&before=${older}`}>{t("mailbox.older")}</ButtonLink>
        </div>
      )}
    </PublicPage>
  );
}
