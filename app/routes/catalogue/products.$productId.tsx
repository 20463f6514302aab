import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { stateOn } from "~/domains/catalogue/price/price.rules";
import { dayOfCompany, listPrices } from "~/domains/catalogue/price/prices.queries.server";
import { getProduct } from "~/domains/catalogue/product/product.queries.server";
import { ProductInput } from "~/domains/catalogue/product/product.schema";
import { saveProduct } from "~/domains/catalogue/product/save-product.server";
import { usePriceWords } from "~/domains/catalogue/ui/price-words";
import { ProductForm } from "~/domains/catalogue/ui/product-form";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["catalogue"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.product.name ?? ""} · Essor` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "product:read");
  const id = idFrom(params.productId);
  const read = await inCompany(company, async (ctx) => {
    const [product, prices, day] = [found(await getProduct(ctx, id)), await listPrices(ctx, id), await dayOfCompany(ctx)];
    return { product, prices: prices.filter((price) => stateOn(price, day) === "now") };
  });
  return { ...read, mayChange: company.may("product:change") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "product:change");
  const id = idFrom(params.productId);
  const form = await readForm(request, ProductInput);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => saveProduct(ctx, form.value, id));
    return redirectWithNotice(`/products/${id}`, { code: "catalogue:notice.saved" });
  });
}

export default function Product() {
  const { product, prices, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalogue");
  const words = usePriceWords();
  return (
    <ProductForm
      key={product.id}
      product={product}
      refusal={useActionData<typeof action>()}
      mayChange={mayChange}
      aside={!product.isActive && <Badge>{t("product.archived")}</Badge>}
    >
      <FormSection title={t("price.of_today")} purpose={t("price.of_today_hint")}>
        {prices.length === 0 && <p className="muted">{t("price.none_today")}</p>}
        <ul className="plain stack g2">
          {prices.map((price) => (
            <li key={price.id}>
              <strong>{words.amount(price)}</strong> <span className="meta muted">{words.days(price)}</span>
            </li>
          ))}
        </ul>
        <div>
          <ButtonLink size="sm" to={`/products/${product.id}/prices`}>
            {t(mayChange ? "price.manage" : "price.all")}
          </ButtonLink>
        </div>
      </FormSection>
      {mayChange && (
        <FormSection title={t(product.isActive ? "product.archiving" : "product.archived")} purpose={t("product.archiving_hint")}>
          <Form method="post" action={`/products/${product.id}/archive`}>
            <Button size="sm" name="act" value={product.isActive ? "archive" : "restore"}>
              {t(product.isActive ? "product.archive" : "product.restore")}
            </Button>
          </Form>
        </FormSection>
      )}
    </ProductForm>
  );
}
