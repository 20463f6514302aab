import type { CompanyCtx } from "~/platform/tenancy.server";

/** Lists being read now, for the tray of running work. */
export const runningImports = ({ db }: CompanyCtx) =>
  db.importRun.findMany({
    where: { state: { in: ["checking", "running", "rolling_back"] } },
    orderBy: { createdAt: "desc" },
    take: 5,
    select: { id: true, fileName: true, state: true, totalLines: true, processedLines: true },
  });
