-- The numbers that had no range yet, and a yes or no that outlives the person's record: it is the proof of what was sent.
ALTER TABLE addresses ADD CONSTRAINT addresses_place CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE prospects ADD CONSTRAINT prospects_place CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE plans ADD CONSTRAINT plans_most CHECK (max_campaigns_per_month >= 0 AND max_tickets_per_month >= 0);
ALTER TABLE campaign_steps ADD CONSTRAINT campaign_steps_delay CHECK (delay_days >= 0);
ALTER TABLE campaigns ADD CONSTRAINT campaigns_counts CHECK (
  sent_count >= 0 AND delivered_count >= 0 AND opened_count >= 0 AND clicked_count >= 0 AND replied_count >= 0 AND failed_count >= 0);
ALTER TABLE messages ADD CONSTRAINT messages_counts CHECK (open_count >= 0 AND click_count >= 0 AND cost >= 0);
ALTER TABLE usage_records ADD CONSTRAINT usage_records_quantity CHECK (quantity >= 0);
ALTER TABLE cost_trackings ADD CONSTRAINT cost_trackings_amounts CHECK (quantity >= 0 AND unit_cost >= 0 AND total_cost >= 0);
ALTER TABLE event_deliveries ADD CONSTRAINT event_deliveries_attempts CHECK (attempts >= 0);
ALTER TABLE api_usages ADD CONSTRAINT api_usages_time CHECK (response_time_ms >= 0);
ALTER TABLE external_service_statuses ADD CONSTRAINT external_service_statuses_time CHECK (avg_response_time_ms >= 0);
ALTER TABLE health_checks ADD CONSTRAINT health_checks_time CHECK (response_time_ms >= 0);
ALTER TABLE success_metrics ADD CONSTRAINT success_metrics_ranges CHECK (response_rate_percent BETWEEN 0 AND 100 AND sales_cycle_days >= 0);

ALTER TABLE "consents" DROP CONSTRAINT "consents_company_id_prospect_id_fkey";
ALTER TABLE "consents" ADD CONSTRAINT "consents_company_id_prospect_id_fkey" FOREIGN KEY ("company_id", "prospect_id") REFERENCES "prospects"("company_id", "id") ON DELETE SET NULL ("prospect_id") ON UPDATE CASCADE;
