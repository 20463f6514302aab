import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findLink } from "~/domains/privacy/request/take-file.server";
import { takeRates } from "~/platform/rates.server";
import { Button } from "~/ui/controls/button";
import { PublicPage } from "~/ui/pages/public-page";
import { CompanyMark } from "~/ui/shell/company-mark";

export const handle = { words: ["privacy"] };
export const meta: MetaFunction = () => [{ title: "Essor" }, { name: "robots", content: "noindex, nofollow" }];
export const headers = () => ({ "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });

/** Opens nothing by itself: what scans a mail opens its links, and this one opens once. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  await takeRates({ "privacy.address": context.clientAddress ?? "" });
  const brand = await findLink(params.token!);
  return data({ brand, action: `/privacy-file/${encodeURIComponent(params.token!)}/take` }, { status: brand ? 200 : 404 });
}

export default function PrivacyFile() {
  const { brand, action } = useLoaderData<typeof loader>();
  const { t } = useTranslation("privacy");
  return (
    <PublicPage
      brand={brand?.name ?? t("platform:app.name")}
      mark={brand?.logo && <CompanyMark logo={brand.logo} name={brand.name} />}
      colors={brand?.colors}
      title={t(brand ? "file.title" : "file.closed")}
      purpose={t(brand ? "file.purpose" : "file.closed_hint")}
    >
      {brand ? (
        <form method="post" action={action}>
          <Button kind="primary" size="lg" block>
            {t("file.take")}
          </Button>
        </form>
      ) : (
        <span />
      )}
    </PublicPage>
  );
}
