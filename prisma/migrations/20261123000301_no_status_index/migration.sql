-- Nothing ever read this index: under row security only leakproof operators may look into an index, and enum equality is not one, so that
-- the status is a filter on rows that another index found. Looked at with EXPLAIN as app_rw in a table of 200,000: list, count and
-- sums by status have the same plans with it and without, whether one row in a hundred or nine in ten have the status. It only cost each
-- change of a score or a status a write.
DROP INDEX prospects_status_idx;
