import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, type ShouldRevalidateFunctionArgs, useFetcher, useRouteLoaderData } from "@remix-run/react";
import { Building2, User } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { requireCompany } from "~/platform/gate.server";
import { languages } from "~/platform/i18n";
import { takeNotice } from "~/platform/notice.server";
import { type Permission, permissions } from "~/platform/permissions";
import { inCompany } from "~/platform/tenancy.server";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { ErrorPage } from "~/routes/error-page";
import { frameFacts } from "~/routes/frame.queries.server";
import { navigationFor, paletteFor } from "~/routes/navigation";
import { Bell } from "~/ui/shell/bell";
import { CompanySwitcher } from "~/ui/shell/company-switcher";
import { JobsTray } from "~/ui/shell/jobs-tray";
import { Shell } from "~/ui/shell/shell";
import { isSidebarFolded } from "~/ui/shell/theme";
import { useOneCompany } from "~/ui/shell/use-one-company";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity", "operations"] };

/** The frame follows the acts, not each filter: its counts are read again after a form, or in another place. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod || currentUrl.href === nextUrl.href ? defaultShouldRevalidate : currentUrl.pathname !== nextUrl.pathname;

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const { notice, headers } = await takeNotice(request);
  const { myself, drafts, tasks, imports, unread } = await inCompany(member, frameFacts);
  const { user, company, companies } = myself;
  return data(
    {
      user,
      companyId: company.id,
      companies,
      timezone: company.timezone,
      counts: { drafts, tasks },
      imports,
      unread,
      notice: notice && { ...notice, id: crypto.randomUUID() },
      granted: permissions.filter(member.may),
      emailVerified: member.emailVerified,
      hasMailbox: mailTransport() === "mailbox",
      folded: isSidebarFolded(request.headers.get("cookie")),
    },
    { headers },
  );
}

export default function Inside() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

/** Also stands around a page that could not be shown, where only the route's data can be asked for by name. */
const useFrame = () => useRouteLoaderData<typeof loader>("routes/shell");

function Frame({ children }: { children: ReactNode }) {
  const { user, companyId, companies, counts, imports, unread, notice, granted, folded, hasMailbox } = useFrame()!;
  const { t, i18n } = useTranslation("identity");
  const format = useFormat();
  const theme = useRouteLoaderData<{ theme: "system" | "light" | "dark" }>("root")?.theme ?? "system";
  const may = (permission: Permission) => granted.includes(permission);
  const { groups, foot, bottom } = navigationFor(t, may, counts);
  const search = useSearch();
  useOneCompany(companyId);
  const name = [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email;
  return (
    <Shell
      switcher={
        <CompanySwitcher
          product={t("platform:app.name")}
          current={companyId}
          companies={companies.map(({ id, name, roleKey, roleName }) => ({ id, name, role: roleName ?? t(`role.${roleKey}`) }))}
          action="/companies/enter"
          createTo="/companies/new"
          words={{
            label: t("nav.companies.label"),
            search: t("nav.companies.search"),
            none: t("nav.companies.none"),
            create: t("nav.companies.add"),
          }}
        />
      }
      groups={groups}
      foot={foot}
      bottom={bottom}
      account={{
        name,
        email: user.email,
        entries: hasMailbox ? [{ label: t("nav.mailbox"), href: "/mailbox" }] : [],
        logOut: { label: t("nav.log_out"), form: { action: "/logout", fields: {} } },
      }}
      theme={theme}
      language={i18n.language}
      languages={languages.map((code) => ({ code, label: t(`language.${code}`) }))}
      folded={folded}
      jobs={
        imports.length > 0 && (
          <JobsTray
            label={t("nav.running")}
            jobs={imports.map((run) => ({
              id: run.id,
              label: run.fileName,
              to: `/imports/${run.id}`,
              ratio: run.totalLines ? run.processedLines / run.totalLines : 0,
              left: t("nav.lines_done", { done: format.number(run.processedLines) }),
            }))}
          />
        )
      }
      notifications={
        <Bell
          count={unread}
          to="/notifications"
          askAt="/notifications/unread"
          label={(count) => (count > 0 ? t("operations:notification.bell", { count }) : t("operations:notification.bell_none"))}
        />
      }
      palette={{ items: paletteFor(t, may, groups), ...search }}
      searchTo="/prospects"
      notice={
        notice && {
          id: notice.id,
          text: t(notice.code, notice.values),
          tone: notice.tone === "danger" ? "danger" : "done",
          undo: notice.undo,
        }
      }
    >
      <VerifyFirst />
      {children}
    </Shell>
  );
}

/** Until the address is confirmed: what is not possible yet, and the way to the link. */
function VerifyFirst() {
  const { emailVerified, user, hasMailbox } = useFrame()!;
  const { t } = useTranslation("identity");
  const again = useFetcher();
  if (emailVerified) return null;
  return (
    <div className="band" role="note">
      <span>{t("verify.band", { email: user.email })}</span>
      <again.Form method="post" action="/verify/resend">
        <button className="link" disabled={again.state !== "idle"}>
          {again.data ? t("verify.sent_again") : t("verify.send_again")}
        </button>
      </again.Form>
      {hasMailbox && (
        <a className="link" href="/mailbox">
          {t("nav.mailbox")}
        </a>
      )}
    </div>
  );
}

/** ⌘K finds prospects while one types. */
function useSearch() {
  const fetcher = useFetcher<{ prospects: Array<{ id: string; name: string; note: string }> }>();
  const { t } = useTranslation("identity");
  const { load } = fetcher;
  const onQuery = useCallback((text: string) => load(`/search?q=${encodeURIComponent(text)}`), [load]);
  return {
    onQuery,
    busy: fetcher.state !== "idle",
    results: (fetcher.data?.prospects ?? []).map(({ id, name, note }) => ({
      id,
      label: name,
      note,
      group: t("nav.prospects"),
      icon: note ? User : Building2,
      to: `/prospects/${id}`,
    })),
  };
}

export function ErrorBoundary() {
  return useFrame() ? (
    <Frame>
      <ErrorPage />
    </Frame>
  ) : (
    <ErrorPage />
  );
}
