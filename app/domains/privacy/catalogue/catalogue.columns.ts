import { plain, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const catalogueColumns = {
  categories: table([plain("id company_id name display_order parent_id created_at updated_at")]),
  custom_fields: table([
    plain("id company_id category_id entity key label field_type options is_required display_order archived_at created_at updated_at"),
  ]),
  product_benefits: table([plain("id company_id product_id text priority created_at")]),
  product_prices: table([plain("id company_id product_id amount currency price_type valid_from valid_until created_at updated_at")]),
  products: table([
    plain(
      "id company_id name description target_market website_url is_active created_at updated_at category_id currency image_file_id purchase_price reference sale_price_excl_tax stock_alert_threshold type unit vat_rate",
    ),
  ]),
};
