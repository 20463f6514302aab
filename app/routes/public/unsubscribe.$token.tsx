import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findOpposition, opposeByToken } from "~/domains/outreach/suppression/oppose.server";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { CompanyMark } from "~/ui/shell/company-mark";
import { PublicPage } from "~/ui/pages/public-page";
import { Callout } from "~/ui/surfaces/card";

export const handle = { words: ["outreach"] };
export const meta: MetaFunction = () => [{ title: "Essor" }, { name: "robots", content: "noindex" }];

const status = (page: unknown) => ({ status: page ? 200 : 404 });

/** Shows and changes nothing: what scans a mail opens its links. */
export async function loader({ params }: LoaderFunctionArgs) {
  const page = await findOpposition(params.token!);
  return data({ page }, status(page));
}

/** The page's button and the mail program's one click (RFC 8058) alike: no cookie, no script, no question. */
export async function action({ params }: ActionFunctionArgs) {
  const page = await opposeByToken(params.token!);
  return data({ page }, status(page));
}

export default function Unsubscribe() {
  const loaded = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  const { t } = useTranslation("outreach");
  const { page } = acted ?? loaded;
  if (!page)
    return (
      <PublicPage brand={t("platform:app.name")} title={t("unsubscribe.unknown")} purpose={t("unsubscribe.unknown_hint")}>
        <span />
      </PublicPage>
    );
  const { company, logo, colors, address, contact, source, sourceDetail, isDone } = page;
  return (
    <PublicPage
      brand={company}
      mark={logo && <CompanyMark logo={logo} name={company} />}
      colors={colors}
      title={isDone ? t("unsubscribe.done") : t("unsubscribe.title")}
      purpose={isDone ? undefined : t("unsubscribe.question", { company, address })}
    >
      {isDone ? (
        <Callout tone="success">{t("unsubscribe.done_hint", { company, address })}</Callout>
      ) : (
        <Form method="post">
          <Button kind="primary" size="lg" block busy={busy}>
            {t("unsubscribe.confirm")}
          </Button>
        </Form>
      )}
      <section className="stack g1">
        <h2 className="strong">{t("unsubscribe.why")}</h2>
        <p className="muted">
          {sourceDetail
            ? t("unsubscribe.why_named", { source: sourceDetail, company })
            : t(`unsubscribe.why_source.${source}`, { company })}
        </p>
        <p className="muted">{t("unsubscribe.rights", { contact })}</p>
      </section>
    </PublicPage>
  );
}
