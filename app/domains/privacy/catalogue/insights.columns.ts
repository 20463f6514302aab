import { free, plain, staff, table } from "./column-tags.rules";

/** Every column of every table of this domain, tagged. */
export const insightsColumns = {
  daily_analytics: table([
    plain(
      "id company_id date prospects_added messages_sent responses_received meetings_scheduled deals_closed revenue_generated currency response_rate conversion_rate created_at updated_at",
    ),
  ]),
  improvement_suggestions: table([
    free("suggested_change ai_reasoning current_performance result_measured expected_improvement"),
    plain("id company_id type confidence_score status implemented_at created_at updated_at"),
  ]),
  report_deliveries: table([staff("user_id"), plain("id company_id report_id state vendor_message_id created_at")]),
  success_metrics: table([
    plain(
      "id company_id period_start period_end prospects_imported prospects_contacted messages_sent messages_delivered responses_received bounces unsubscribes complaints response_rate_percent created_at updated_at avg_deal_size conversion_rate_percent currency deals_lost deals_won meetings_scheduled proposals_sent roi_calculated sales_cycle_days total_revenue",
    ),
  ]),
  success_reports: table([
    free("key_metrics insights recommendations benchmark_data"),
    staff("sent_to_emails"),
    plain("id company_id type period period_start period_end generated_at sent_at created_at internal_copy_sent"),
  ]),
};
