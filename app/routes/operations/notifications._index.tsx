import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Bell, CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { countUnread, listNotifications } from "~/domains/operations/notification/notification.queries.server";
import { NotificationList } from "~/domains/operations/ui/notification-list";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Tabs } from "~/ui/controls/tabs";
import { Form } from "~/ui/forms/form";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["operations"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("after");
  const after = isId(asked) ? asked : undefined;
  const unreadOnly = searchParams.get("view") === "unread";
  return inCompany(member, async (ctx) => ({
    ...(await listNotifications(ctx, { after, unreadOnly })),
    unread: await countUnread(ctx),
    unreadOnly,
    isFirst: !after,
    now: ctx.now,
  }));
}

export default function Notifications() {
  const { rows, next, unread, unreadOnly, isFirst, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const view = unreadOnly ? "view=unread&" : "";
  return (
    <ListPage
      title={t("notification.title")}
      actions={
        unread > 0 && (
          <Form method="post" action="/notifications/read-all">
            <Button size="sm" icon={CheckCheck}>
              {t("notification.mark_all")}
            </Button>
          </Form>
        )
      }
      tabs={
        <Tabs
          label={t("notification.title")}
          views
          tabs={[
            { label: t("notification.all"), to: "/notifications", current: !unreadOnly },
            { label: t("notification.unread"), to: "/notifications?view=unread", current: unreadOnly },
          ]}
        />
      }
    >
      {rows.length > 0 ? (
        <>
          <NotificationList rows={rows} now={now} />
          <nav className="row g3 py-2">
            {!isFirst && (
              <ButtonLink size="sm" to={unreadOnly ? "?view=unread" : "/notifications"}>
                {t("ui:previous")}
              </ButtonLink>
            )}
            {next && (
              <ButtonLink size="sm" to={`?${view}after=${next}`}>
                {t("ui:next")}
              </ButtonLink>
            )}
          </nav>
        </>
      ) : (
        <Empty
          icon={Bell}
          title={t(unreadOnly ? "notification.none_unread" : "notification.empty")}
          action={<ButtonLink to="/settings/notifications">{t("notification.choose")}</ButtonLink>}
        >
          {t("notification.empty_hint")}
        </Empty>
      )}
    </ListPage>
  );
}
