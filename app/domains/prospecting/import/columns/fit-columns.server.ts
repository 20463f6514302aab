import { Prisma } from "~/generated/prisma/client";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Dialect } from "../read/dialect.schema";
import { guessColumns } from "./guess-columns.rules";
import { jobFor } from "../line/known-source.server";

/** A list that may still be read another way: nothing of it was written. */
export const unwritten = { state: { in: ["uploaded", "checked", "failed"] }, processedLines: 0 } satisfies Prisma.ImportRunWhereInput;

/** What a list becomes when it is read another way: its columns guessed anew, as its source had them before; an earlier check is void. */
export async function fitColumns(
  ctx: CompanyCtx,
  { head, isWhole, dialect, name, of }: { head: Uint8Array; isWhole: boolean; dialect: Dialect; name: string; of?: string },
) {
  const { header } = guessColumns(head, dialect, { isWhole });
  const job = await jobFor(ctx, { header, name, of });
  const fields = await listCustomFields(ctx, { entity: "prospect" });
  const { mapping } = guessColumns(head, dialect, { isWhole, confirmed: job.confirmed, fields });
  return {
    importJobId: job.id,
    dialect,
    header,
    fieldMapping: mapping,
    state: "uploaded",
    dryRun: Prisma.DbNull,
    totalLines: null,
    errorCode: null,
  } satisfies Prisma.ImportRunUncheckedUpdateManyInput;
}
