import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import type { UploadedFile } from "~/platform/uploads.server";
import { guessColumns } from "../columns/guess-columns.rules";
import type { UploadFields } from "../import.schema";
import { jobFor } from "../line/known-source.server";
import { takeList } from "../read/take-list.server";

/**
 * Takes a list in, of text or as a workbook: looks at its first bytes, stores it as it streams (up to 500 MB, a workbook up to 150), and
 * opens a run with what was detected. Nothing is read into prospects yet.
 * @throws AppError 'prospecting.import.file_…' | 'prospecting.import.workbook_…', 'platform.file.too_large' (422)
 */
export async function startUpload(company: CompanyScope, file: UploadedFile, said: UploadFields): Promise<{ importRunId: string }> {
  const { head, isWhole, dialect, ...taken } = await takeList(company, file);
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
        ...taken,
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
