import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { findDigestChoice, stopDigest } from "~/domains/operations/notification/stop-digest.server";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { CompanyMark } from "~/ui/shell/company-mark";
import { PublicPage } from "~/ui/pages/public-page";
import { Callout } from "~/ui/surfaces/card";

export const handle = { words: ["operations"] };
export const meta: MetaFunction = () => [{ title: "Essor" }, { name: "robots", content: "noindex" }];

const status = (page: unknown) => ({ status: page ? 200 : 404 });

/** Shows and changes nothing: what scans a mail opens its links. */
export async function loader({ params }: LoaderFunctionArgs) {
  const page = await findDigestChoice(params.token!, getBranding);
  return data({ page }, status(page));
}

/** The page's button and the mail program's one click (RFC 8058) alike: no cookie, no script. */
export async function action({ params }: ActionFunctionArgs) {
  const page = await stopDigest(params.token!, getBranding);
  return data({ page }, status(page));
}

export default function StopDigest() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  const busy = useNavigation().state !== "idle";
  const { t } = useTranslation("operations");
  if (!page)
    return (
      <PublicPage brand={t("platform:app.name")} title={t("digest.page.unknown")} purpose={t("digest.page.unknown_hint")}>
        <span />
      </PublicPage>
    );
  const { company, logo, colors, isDone } = page;
  return (
    <PublicPage
      brand={company}
      mark={logo && <CompanyMark logo={logo} name={company} />}
      colors={colors}
      title={t(isDone ? "digest.page.done" : "digest.page.title")}
      purpose={isDone ? undefined : t("digest.page.question", { company })}
    >
      {isDone ? (
        <Callout tone="success">{t("digest.page.done_hint", { company })}</Callout>
      ) : (
        <Form method="post">
          <Button kind="primary" size="lg" block busy={busy}>
            {t("digest.page.confirm")}
          </Button>
        </Form>
      )}
    </PublicPage>
  );
}
