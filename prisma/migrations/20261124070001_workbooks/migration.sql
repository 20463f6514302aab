-- A list may come as a workbook. A sheet of it is written out as a list of text, which the run reads as any other; the workbook is kept
-- until the first line is written, so that another sheet can be chosen.
ALTER TABLE "import_runs" ADD COLUMN "workbook_file_id" UUID,
  ADD COLUMN "workbook" JSONB;
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_company_id_workbook_file_id_fkey" FOREIGN KEY ("company_id", "workbook_file_id")
  REFERENCES "stored_files"("company_id", "id") ON DELETE SET NULL ("workbook_file_id") ON UPDATE CASCADE;
