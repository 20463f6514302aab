import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { actOnData, findDataPage } from "~/domains/outreach/suppression/why-data.server";
import { WhyAct } from "~/domains/privacy/contact/why-act.schema";
import { WhyFacts } from "~/domains/privacy/ui/why-facts";
import { readForm } from "~/platform/forms.server";
import { languageFor } from "~/platform/i18n.server";
import { takeRates } from "~/platform/rates.server";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { PublicPage } from "~/ui/pages/public-page";
import { CompanyMark } from "~/ui/shell/company-mark";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export const handle = { words: ["privacy", "prospecting"] };
export const meta: MetaFunction = () => [{ title: "Essor" }, { name: "robots", content: "noindex, nofollow" }];
export const headers = () => ({ "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });

const status = (page: unknown) => ({ status: page ? 200 : 404 });
/** Without the id of the record: the link is all that a reader has. */
const shown = (page: Awaited<ReturnType<typeof findDataPage>>) => page && { ...page, prospectId: undefined };

/** Shows and changes nothing: what scans a mail opens its links. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  await takeRates({ "privacy.address": context.clientAddress ?? "" });
  const page = await findDataPage(params.token!);
  return data({ page: shown(page), done: null }, status(page));
}

/** Opposition, access and erasure by the reader himself: no log-in, no cookie. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  await takeRates({ "privacy.address": context.clientAddress ?? "", "privacy.link": params.token! });
  const form = await readForm(request, WhyAct);
  if (!form.ok) return data({ page: shown(await findDataPage(params.token!)), done: null }, { status: 422 });
  const page = await actOnData(params.token!, form.value, await languageFor(request));
  return data({ page: shown(page), done: form.value.intent }, status(page));
}

export default function Why() {
  const loaded = useLoaderData<typeof loader>();
  const { page, done } = useActionData<typeof action>() ?? loaded;
  const busy = useNavigation().state !== "idle";
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  if (!page)
    return (
      <PublicPage brand={t("platform:app.name")} title={t("why.unknown")} purpose={t("why.unknown_hint")}>
        <span />
      </PublicPage>
    );
  const { company, logo, colors, channels, asked } = page;
  const brand = { brand: company, mark: logo && <CompanyMark logo={logo} name={company} />, colors };
  if (!page.held)
    return (
      <PublicPage {...brand} title={t("why.title")} purpose={t("why.nothing", { company })}>
        <p className="muted">{t("why.contact", { contact: page.contact })}</p>
      </PublicPage>
    );
  const open = channels.filter(({ reason }) => reason === null);
  return (
    <PublicPage {...brand} title={t("why.title")} purpose={t("why.purpose", { company })} wide>
      {done && <Callout tone="success">{t(`why.done_${done}`, { company })}</Callout>}
      <WhyFacts page={page} />
      <section className="stack g3">
        <h2 className="lead strong">{t("why.stop_title")}</h2>
        {open.length === 0 ? (
          <p className="muted">{t("why.stopped", { company })}</p>
        ) : (
          <Form method="post" className="row row-wrap g2">
            <input type="hidden" name="intent" value="oppose" />
            <Button kind="primary" name="channel" value="all" busy={busy}>
              {t("why.stop_all")}
            </Button>
            {open.map(({ channel }) => (
              <Button key={channel} name="channel" value={channel}>
                {t("why.stop_one", { channel: t(`channel.${channel}`) })}
              </Button>
            ))}
          </Form>
        )}
      </section>
      <section className="stack g3">
        <h2 className="lead strong">{t("why.ask_title")}</h2>
        <p className="muted">{t("why.ask_hint", { company, contact: page.contact })}</p>
        {(["access", "erasure"] as const).map((type) => {
          const open = asked.find((one) => one.type === type);
          return open ? (
            <p key={type}>{t(`why.asked_${type}`, { date: date(open.dueAt) })}</p>
          ) : (
            <Form key={type} method="post">
              <input type="hidden" name="intent" value="ask" />
              <Button name="type" value={type}>
                {t(`why.ask_${type}`)}
              </Button>
            </Form>
          );
        })}
      </section>
    </PublicPage>
  );
}
