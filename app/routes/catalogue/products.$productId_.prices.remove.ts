import type { ActionFunctionArgs } from "@remix-run/node";
import { PriceToRemove } from "~/domains/catalogue/price/price.schema";
import { removePrice } from "~/domains/catalogue/price/save-price.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a price from a product; the notice puts it back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "product:change");
  const productId = idFrom(params.productId);
  const form = await readForm(request, PriceToRemove);
  if (!form.ok) return form.refusal;
  const { amount, upTo, currency, validFrom, validUntil } = await inCompany(company, (ctx) =>
    removePrice(ctx, productId, form.value.priceId),
  );
  const page = `/products/${productId}/prices`;
  const fields = { amount, currency, ...(upTo && { upTo }), ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) };
  return redirectWithNotice(page, { code: "catalogue:notice.price_removed", undo: { action: `${page}?index`, fields } });
}
