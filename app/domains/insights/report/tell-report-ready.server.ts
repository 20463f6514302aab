import type { CompanyCtx } from "~/platform/tenancy.server";

/** Tells the readers of a report that it is there: whom it was written for, else whoever may read reports. */
export async function tellReportReady({ notify }: CompanyCtx, { reportId, readerId }: { reportId: string; readerId: string | null }) {
  notify({ to: readerId ? [readerId] : { permission: "report:read" }, type: "report.ready", about: { type: "report", id: reportId } });
}
