import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { languages } from "~/platform/i18n";
import { Form } from "~/ui/forms/form";
import { PublicPage } from "~/ui/pages/public-page";

interface Props {
  title: ReactNode;
  purpose?: ReactNode;
  /** The right half with its promise, on wide screens. */
  withPromise?: boolean;
  /** Room for a table. */
  wide?: boolean;
  children?: ReactNode;
}

/** A page outside the shell under Essor's own name, with the choice of language. */
export function OutsidePage({ title, purpose, withPromise, wide, children }: Props) {
  const { t } = useTranslation("identity");
  return (
    <PublicPage
      brand={t("platform:app.name")}
      title={title}
      purpose={purpose}
      promise={withPromise ? { title: t("promise.title"), text: t("promise.text") } : undefined}
      language={<LanguageChoice />}
      wide={wide}
    >
      {children}
    </PublicPage>
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation("identity");
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/preferences" className="row g2" reloadDocument>
      <input type="hidden" name="returnTo" value={pathname + search} />
      {languages
        .filter((code) => code !== i18n.language)
        .map((code) => (
          <button key={code} className="link meta" name="language" value={code} lang={code}>
            {t(`language.${code}`)}
          </button>
        ))}
    </Form>
  );
}
