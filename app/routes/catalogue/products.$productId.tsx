import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getProduct } from "~/domains/catalogue/product/product.queries.server";
import { ProductInput } from "~/domains/catalogue/product/product.schema";
import { saveProduct } from "~/domains/catalogue/product/save-product.server";
import { ProductForm } from "~/domains/catalogue/ui/product-form";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["catalogue"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.product.name ?? ""} · Essor` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "product:read");
  const id = idFrom(params.productId);
  return { product: found(await inCompany(company, (ctx) => getProduct(ctx, id))), mayChange: company.may("product:change") };
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
  const { product, mayChange } = useLoaderData<typeof loader>();
  return <ProductForm key={product.id} product={product} refusal={useActionData<typeof action>()} mayChange={mayChange} />;
}
