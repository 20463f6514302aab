import { contact, kept, plain, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const commerceColumns = {
  bank_transactions: table(
    [kept("accounts", "label external_id"), plain("id company_id document_id booked_on amount currency status created_at updated_at")],
    { rows: { document_id: "documents" } },
  ),
  closings: table([
    plain(
      "id company_id register_id period period_start period_end total_incl_tax total_tax grand_total first_sequence last_sequence hash created_at",
    ),
  ]),
  document_lines: table(
    [
      kept("accounts", "description"),
      plain(
        "id company_id document_id product_id position quantity unit unit_price_excl_tax discount_percent vat_rate total_excl_tax total_tax total_incl_tax created_at",
      ),
    ],
    { rows: { document_id: "documents" } },
  ),
  document_series: table([
    plain(
      "id company_id name prefix next_number is_default_for_quotes is_default_for_invoices is_default_for_credit_notes is_active created_at updated_at",
    ),
  ]),
  documents: table(
    [
      kept("accounts", "number issued_on total_incl_tax buyer_snapshot notes hash pdf_file_id"),
      staff("created_by_id validated_by_id"),
      plain(
        "id company_id customer_id series_id type status due_on origin_document_id total_excl_tax total_tax amount_paid currency seller_snapshot legal_mentions validated_at sent_at accepted_at refused_at paid_at created_at updated_at",
      ),
    ],
    { rows: { customer_id: "customers" }, erase: "drafts" },
  ),
  loyalty_tiers: table([plain("id company_id name points_threshold discount_percent display_order is_active created_at updated_at")]),
  payment_links: table(
    [
      contact("content", "title"),
      plain("id company_id slug document_id amount currency is_active expires_at paid_at created_at updated_at"),
    ],
    { rows: { document_id: "documents" } },
  ),
  payments: table(
    [
      kept("accounts", "amount paid_on reference stripe_payment_intent_id"),
      staff("created_by_id"),
      plain("id company_id document_id currency method created_at"),
    ],
    { rows: { document_id: "documents" } },
  ),
  points_movements: table(
    [
      kept("accounts", "points reason"),
      staff("created_by_id"),
      plain("id company_id customer_id type balance_after document_id expires_at business_key created_at"),
    ],
    { rows: { customer_id: "customers" } },
  ),
  register_sessions: table([
    staff("opened_by_id closed_by_id"),
    plain("id company_id register_id opened_at closed_at opening_float counted_cash expected_cash difference created_at updated_at"),
  ]),
  registers: table([plain("id company_id store_id name is_active grand_total currency created_at updated_at")]),
  stock_items: table([plain("id company_id store_id product_id quantity reserved_quantity alert_threshold created_at updated_at")]),
  stock_movements: table([
    staff("created_by_id"),
    plain(
      "id company_id store_id product_id type quantity quantity_before quantity_after transfer_id document_id reason business_key created_at",
    ),
  ]),
  stock_transfer_items: table([plain("id company_id transfer_id product_id quantity received_quantity created_at")]),
  stock_transfers: table([
    staff("created_by_id"),
    plain("id company_id from_store_id to_store_id status sent_at received_at created_at updated_at"),
  ]),
  stores: table([plain("id company_id name address_id phone status is_main_store created_at updated_at")]),
  terminals: table([plain("id company_id store_id name status stripe_terminal_id created_at updated_at")]),
  till_entries: table(
    [
      kept("till", "detail"),
      staff("created_by_id"),
      plain("id company_id register_id session_id sequence type document_id amount tax_amount grand_total previous_hash hash created_at"),
    ],
    { rows: { document_id: "documents" } },
  ),
};
