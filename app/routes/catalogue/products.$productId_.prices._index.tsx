import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stateOn } from "~/domains/catalogue/price/price.rules";
import { PriceInput } from "~/domains/catalogue/price/price.schema";
import { dayOfCompany, listPrices } from "~/domains/catalogue/price/prices.queries.server";
import { savePrice } from "~/domains/catalogue/price/save-price.server";
import { getProduct } from "~/domains/catalogue/product/product.queries.server";
import { PriceForm } from "~/domains/catalogue/ui/price-form";
import { usePriceWords } from "~/domains/catalogue/ui/price-words";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Badge } from "~/ui/controls/badge";
import { ButtonLink, IconButton } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["catalogue"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.name ?? ""} · Essor` }];

/** `price`: the one that is being changed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "product:read");
  const productId = idFrom(params.productId);
  const changed = new URL(request.url).searchParams.get("price");
  return inCompany(company, async (ctx) => {
    const { name } = found(await getProduct(ctx, productId));
    const day = await dayOfCompany(ctx);
    const prices = (await listPrices(ctx, productId)).map((price) => ({ ...price, state: stateOn(price, day) }));
    return { productId, name, prices, changed: prices.find(({ id }) => id === changed), mayChange: company.may("product:change") };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "product:change");
  const productId = idFrom(params.productId);
  const form = await readForm(request, PriceInput);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => savePrice(ctx, productId, form.value));
    return redirectWithNotice(`/products/${productId}/prices`, { code: "catalogue:notice.price_saved" });
  });
}

const tones = { now: "success", coming: "info", past: "neutral" } as const;

export default function Prices() {
  const { productId, name, prices, changed, mayChange } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { t } = useTranslation("catalogue");
  const words = usePriceWords();
  const page = `/products/${productId}/prices`;
  return (
    <FormPage
      title={t("price.many")}
      purpose={t("price.many_purpose", { name })}
      crumbs={[
        { label: t("product.many"), to: "/products" },
        { label: name, to: `/products/${productId}` },
      ]}
    >
      <FormSection title={t("price.all")}>
        {prices.length === 0 && <p className="muted">{t("price.none")}</p>}
        <ul className="plain stack g3">
          {prices.map((price) => {
            const said = words.amount(price);
            return (
              <li key={price.id} className="row g3">
                <span>
                  <strong>{said}</strong> <Badge tone={tones[price.state]}>{t(`price.state.${price.state}`)}</Badge>
                  <span className="block meta muted">{words.days(price)}</span>
                </span>
                {mayChange && (
                  <span className="push row g1">
                    <ButtonLink
                      kind="quiet"
                      size="sm"
                      icon={Pencil}
                      to={`${page}?price=${price.id}`}
                      aria-label={t("price.change_one", { price: said })}
                      className="btn-icon"
                    />
                    <Form method="post" action={`${page}/remove`}>
                      <input type="hidden" name="priceId" value={price.id} />
                      <IconButton type="submit" icon={Trash2} label={t("price.remove_one", { price: said })} />
                    </Form>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </FormSection>
      {mayChange && <PriceForm key={`${changed?.id} ${prices.length}`} price={changed} back={page} refusal={refusal} />}
    </FormPage>
  );
}
