import type { LoaderFunctionArgs } from "@remix-run/node";
import { type AuditEntryRow, exportAuditPage } from "~/domains/operations/audit/audit.queries.server";
import { auditFilterFrom } from "~/domains/operations/audit/audit.rules";
import { byteOrderMark, exportLine } from "~/platform/export-line";
import { requireCompany } from "~/platform/gate.server";
import { languageFor, voiceFor } from "~/platform/i18n.server";
import { inCompany } from "~/platform/tenancy.server";

const columns = ["number", "at", "who", "job", "action", "type", "object", "outcome", "error", "address", "browser", "basis", "request", "before", "after", "hash"] as const; // prettier-ignore

/** The log as it is filtered, oldest first, as a file. That it was taken stands in the log itself. */
export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "audit:read");
  const filter = auditFilterFrom(new URL(request.url).searchParams);
  const voice = await voiceFor(await languageFor(request), ["operations"]);
  const says = (key: string, otherwise: string) => (voice.exists(key, { ns: "operations" }) ? voice.t(`operations:${key}`) : otherwise);
  const cells = (row: AuditEntryRow): Record<(typeof columns)[number], string | null> => ({
    number: row.sequence,
    at: row.createdAt.toISOString(),
    who: row.userName ?? row.userId,
    job: row.actor,
    action: says(`audit.action.${row.action}`, row.action),
    type: row.resourceType,
    object: row.resourceId,
    outcome: says(`audit.outcome.${row.success ? "done" : "refused"}`, ""),
    error: row.errorMessage,
    address: row.ipAddress,
    browser: row.userAgent,
    basis: row.gdprBasis,
    request: row.correlationId,
    before: row.oldValues ? JSON.stringify(row.oldValues) : null,
    after: row.newValues ? JSON.stringify(row.newValues) : null,
    hash: row.hash,
  });
  await inCompany(member, async ({ audit }) =>
    audit({ action: "audit.exported", about: { type: "audit" }, after: { filters: Object.keys(filter), format: "csv" } }),
  );

  const encoder = new TextEncoder();
  let after = "-1";
  let head: string | null = byteOrderMark + exportLine(columns.map((column) => voice.t(`operations:audit.column.${column}`)));
  const lines = new ReadableStream<Uint8Array>({
    // Reads on only as fast as the file is taken, each page in a transaction of its own.
    async pull(stream) {
      const rows = await inCompany(member, (ctx) => exportAuditPage(ctx, filter, { after }));
      stream.enqueue(encoder.encode((head ?? "") + rows.map((row) => exportLine(columns.map((column) => cells(row)[column]))).join("")));
      head = null;
      const last = rows.at(-1);
      if (last && rows.length === 2000) after = last.sequence;
      else stream.close();
    },
  });
  return new Response(lines, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit.csv"',
      "Cache-Control": "no-store",
    },
  });
}
