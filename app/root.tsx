import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { languageFor } from "~/platform/i18n.server";
import { useNonce } from "~/platform/nonce";
import { ErrorPage } from "~/routes/error-page";
import { themeAttributes, themeFrom } from "~/ui/shell/theme";
import { type Say, UiWords } from "~/ui/words";
import "./app.css";

export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { language: await languageFor(request), theme: themeFrom(request.headers.get("cookie")) };
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const { i18n, t } = useTranslation("ui");
  const root = useRouteLoaderData<typeof loader>("root");
  const shell = useRouteLoaderData<{ timezone: string }>("routes/shell");
  const say = useCallback<Say>((word, values) => t(word, values ?? {}), [t]);
  return (
    <html lang={i18n.language} dir={i18n.dir()} {...themeAttributes(root?.theme ?? "system")}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <UiWords say={say} language={i18n.language} timeZone={shell?.timezone ?? "Europe/Paris"}>
          {children}
        </UiWords>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  const language = useRouteLoaderData<typeof loader>("root")?.language;
  const { i18n } = useTranslation();
  useEffect(() => {
    if (language && language !== i18n.language) void i18n.changeLanguage(language); // somebody chose: the page turns without a reload
  }, [i18n, language]);
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
