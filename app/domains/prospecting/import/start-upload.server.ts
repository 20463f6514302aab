import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import { storeFile } from "~/platform/files.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { peek, type UploadedFile } from "~/platform/uploads.server";
import { detectDialect, headBytes } from "./detect-dialect.rules";
import { guessColumns, headerKey } from "./guess-columns.rules";
import { atMostBytes, Mapping } from "./import-run.rules";
import type { UploadFields } from "./import.schema";
import { refuseFile } from "./refuse-file.rules";

/**
 * Takes a list in: looks at its first bytes, stores it as it streams (up to 500 MB), and opens a run with what was detected.
 * Nothing is read into prospects yet.
 * @throws AppError 'prospecting.import.file_empty' | 'file_is_spreadsheet' | 'file_not_text', 'platform.file.too_large' (422)
 */
export async function startUpload(company: CompanyScope, file: UploadedFile, said: UploadFields): Promise<{ importRunId: string }> {
  const { head, bytes } = await peek(file.bytes, headBytes);
  const refusal = refuseFile(head);
  if (refusal) throw new AppError(refusal, { status: 422, field: "file" });

  const isWhole = head.byteLength < headBytes;
  const { confidence: _, ...dialect } = detectDialect(head);
  const { fileId } = await storeFile(company, { name: file.name, contentType: file.contentType, bytes, atMost: atMostBytes });
  return inCompany(company, async (ctx) => {
    const { header } = guessColumns(head, dialect, { isWhole });
    const job = await jobFor(ctx, { header, name: file.name });
    const fields = await listCustomFields(ctx, { entity: "prospect" });
    const { mapping } = guessColumns(head, dialect, { isWhole, confirmed: job.confirmed, fields });
    const importRunId = uuidv7(ctx.now);
    await ctx.db.importRun.create({
      data: {
        id: importRunId,
        companyId: ctx.companyId,
        importJobId: job.id,
        fileId,
        fileName: file.name,
        dialect,
        header,
        fieldMapping: mapping,
        sourceDetail: said.sourceDetail,
        legalBasis: said.legalBasis,
        startedById: ctx.actor.kind === "user" ? ctx.actor.id : null,
      },
    });
    const { sourceDetail, legalBasis } = said;
    const after = { sourceDetail, legalBasis };
    ctx.audit({ action: "import.uploaded", about: { type: "import_run", id: importRunId }, after });
    return { importRunId };
  });
}

/** Lists with one header come by one way in, which remembers the columns a person confirmed. */
async function jobFor({ db, companyId, actor, now }: CompanyCtx, { header, name }: { header: Array<string>; name: string }) {
  const sourceConfig = { headerKey: headerKey(header) };
  const known = await db.importJob.findFirst({
    where: { sourceType: "csv", sourceConfig: { equals: sourceConfig } },
    orderBy: { createdAt: "desc" },
    select: { id: true, fieldMapping: true },
  });
  if (known) return { id: known.id, confirmed: Mapping.safeParse(known.fieldMapping).data };
  const id = uuidv7(now);
  const userId = actor.kind === "user" ? actor.id : null;
  await db.importJob.create({ data: { id, companyId, name: name.slice(0, 100), sourceConfig, userId } });
  return { id, confirmed: undefined };
}
