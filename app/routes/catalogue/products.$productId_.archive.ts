import type { ActionFunctionArgs } from "@remix-run/node";
import { archiveProduct } from "~/domains/catalogue/product/archive-product.server";
import { ArchiveProduct } from "~/domains/catalogue/product/product.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a product out of what new campaigns are offered, or back; the notice undoes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "product:change");
  const productId = idFrom(params.productId);
  const form = await readForm(request, ArchiveProduct);
  if (!form.ok) return form.refusal;
  const { act } = form.value;
  await inCompany(company, (ctx) => archiveProduct(ctx, { productId, act }));
  return redirectWithNotice(`/products/${productId}`, {
    code: `catalogue:notice.${act === "archive" ? "archived" : "restored"}`,
    undo: { action: `/products/${productId}/archive`, fields: { act: act === "archive" ? "restore" : "archive" } },
  });
}
