import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { ProductInput } from "~/domains/catalogue/product/product.schema";
import { saveProduct } from "~/domains/catalogue/product/save-product.server";
import { ProductForm } from "~/domains/catalogue/ui/product-form";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["catalogue"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireCompany(request, "product:change");
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "product:change");
  const form = await readForm(request, ProductInput);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => saveProduct(ctx, form.value));
    return redirectWithNotice("/products", { code: "catalogue:notice.created" });
  });
}

export default function NewProduct() {
  return <ProductForm refusal={useActionData<typeof action>()} mayChange />;
}
