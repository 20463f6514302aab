import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorKey } from "~/platform/i18n";
import { ButtonLink } from "~/ui/controls/button";
import { PublicPage } from "~/ui/pages/public-page";
import { useShellEnds } from "~/ui/shell/shell-context";
import { TopBar } from "~/ui/shell/top-bar";
import { ErrorState } from "~/ui/surfaces/faces";

interface Refusal {
  code: string;
  values?: Record<string, string | number>;
}

const isRefusal = (data: unknown): data is Refusal =>
  typeof data === "object" && data !== null && typeof (data as Refusal).code === "string";

/** What a page shows when it cannot: the refusal in words, or an accident without its insides. */
export function ErrorPage() {
  const error = useRouteError();
  const { t, i18n } = useTranslation("platform");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const refusal = isRouteErrorResponse(error) && isRefusal(error.data) ? error.data : null;
  const named = i18n.exists(`platform:error.${status}.title`);
  const title = named ? t(`error.${status}.title`) : refusal ? t(errorKey(refusal.code), refusal.values) : t("error.page.title");
  const hint =
    refusal && named
      ? t(errorKey(refusal.code), refusal.values)
      : named
        ? t(`error.${status}.hint`)
        : t("error.page.hint", { reference: status });
  const home = (
    <ButtonLink to="/" kind="secondary">
      {t("error.page.home")}
    </ButtonLink>
  );
  if (!useShellEnds().account)
    return (
      <PublicPage brand={t("app.name")} title={title} purpose={hint} foot={<code dir="ltr">{status}</code>}>
        <div className="row">{home}</div>
      </PublicPage>
    );
  return (
    <>
      <TopBar title={title} />
      <ErrorState title={title} code={String(status)} action={home}>
        {hint}
      </ErrorState>
    </>
  );
}
