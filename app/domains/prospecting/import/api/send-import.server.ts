import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { peek } from "~/platform/uploads.server";
import { guessColumns } from "../columns/guess-columns.rules";
import { refuseUnsound } from "../columns/sound-mapping.rules";
import { importStarted } from "../import.events.server";
import { jobFor } from "../line/known-source.server";
import { headBytes } from "../read/detect-dialect.rules";
import type { Dialect } from "../read/dialect.schema";
import { type TakenList, takeText } from "../read/take-list.server";
import { Mapping, type MappingColumn } from "../run/import-run.rules";
import { discardList } from "../scheduled/fetch-list.server";
import type { ChosenColumns } from "./import-api.schema";

export interface SentList {
  source: string;
  legalBasis: "legitimate_interest" | "consent" | "contract";
  name?: string;
  columns?: ChosenColumns;
  bytes: AsyncIterable<Uint8Array>;
  /** How the bytes are written, where we wrote them ourselves. */
  dialect?: Dialect;
  /** The caller's own key: a list sent again under it is the same list. */
  key?: string;
}

/**
 * Takes a list that a program sends and lets it in at once, by the rules of those by hand: columns as a person confirmed them for this
 * header or as the program names them, duplicates, source and legal basis, in the reach of the token's maker.
 * @returns isNew: false when the list had been sent under its key before
 * @throws AppError 'prospecting.import.key_reused' (409) for another list under a known key, 'prospecting.import.column_unknown',
 * 'prospecting.import.target_twice', 'prospecting.import.nobody_mapped', 'prospecting.import.file_…', 'platform.file.too_large' (422)
 */
export async function sendImport(company: CompanyScope, sent: SentList): Promise<{ importRunId: string; isNew: boolean }> {
  const name = sent.name ?? sent.source;
  const { head, bytes } = await peek(sent.bytes, headBytes);
  const taken = await takeText(company, { name: name.slice(0, 255), contentType: "text/csv", bytes }, head, sent.dialect);
  try {
    const opened = await inCompany(company, (ctx) => openRun(ctx, { ...sent, name }, taken));
    if (!opened.isNew) await discardList(company, taken);
    return opened;
  } catch (error) {
    await discardList(company, taken);
    throw error;
  }
}

async function openRun(ctx: CompanyCtx, sent: SentList & { name: string }, { head, isWhole, dialect, fileId }: TakenList) {
  const { db, companyId, now, actor, emit, audit } = ctx;
  const { header } = guessColumns(head, dialect, { isWhole });
  const job = await jobFor(ctx, { header, name: sent.name });
  const fields = await listCustomFields(ctx, { entity: "prospect" });
  const guessed = guessColumns(head, dialect, { isWhole, confirmed: job.confirmed, fields });
  const mapping = withChosen(guessed.mapping, sent.columns, new Set(fields.map(({ key }) => key)));
  refuseUnsound(mapping);
  const importRunId = uuidv7(now);
  const about = { sourceDetail: sent.source, legalBasis: sent.legalBasis };
  const row = {
    id: importRunId,
    companyId,
    importJobId: job.id,
    fileId,
    fileName: sent.name.slice(0, 255),
    dialect,
    header,
    fieldMapping: mapping,
    ...about,
    idempotencyKey: sent.key,
    startedById: actor.kind === "user" ? actor.id : null,
    state: "running" as const,
    startedAt: now,
  };
  // Under one key a second call waits here for the first one's end, and then finds its list.
  const { count } = await db.importRun.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return { importRunId: await sameList(ctx, { ...row, fileId }), isNew: false };
  emit(importStarted.create({ companyId, importRunId }), importRunId);
  audit({ action: "import.uploaded", about: { type: "import_run", id: importRunId }, after: about });
  audit({ action: "import.started", about: { type: "import_run", id: importRunId } });
  return { importRunId, isNew: true };
}

/** The list that came under this key. @throws AppError 'prospecting.import.key_reused' (409) when it is not this one */
async function sameList(
  { db }: CompanyCtx,
  sent: { idempotencyKey?: string; fileId: string; sourceDetail: string; legalBasis: string; fieldMapping: Array<MappingColumn> },
): Promise<string> {
  const [known, bytes] = await Promise.all([
    db.importRun.findFirst({
      where: { idempotencyKey: sent.idempotencyKey },
      select: { id: true, sourceDetail: true, legalBasis: true, fieldMapping: true, file: { select: { sha256: true } } },
    }),
    db.storedFile.findFirst({ where: { id: sent.fileId }, select: { sha256: true } }),
  ]);
  const isSame =
    known?.file.sha256 === bytes?.sha256 &&
    known?.sourceDetail === sent.sourceDetail &&
    known.legalBasis === sent.legalBasis &&
    targetsOf(Mapping.parse(known.fieldMapping)) === targetsOf(sent.fieldMapping);
  if (!known || !isSame) throw new AppError("prospecting.import.key_reused", { status: 409 });
  return known.id;
}

const targetsOf = (mapping: Array<MappingColumn>) => JSON.stringify(mapping.map(({ header, target, field }) => [header, target, field]));

/** @throws AppError 'prospecting.import.column_unknown' (422): no such column, or no such field of the company's own */
function withChosen(mapping: Array<MappingColumn>, chosen: ChosenColumns = {}, fields: ReadonlySet<string>): Array<MappingColumn> {
  const unknown = () => new AppError("prospecting.import.column_unknown", { status: 422, field: "columns" });
  const byHeader = new Map(Object.entries(chosen));
  const read = mapping.map((column) => {
    const wanted = byHeader.get(column.header);
    if (wanted === undefined) return column;
    byHeader.delete(column.header);
    const field = wanted.startsWith("field:") ? wanted.slice(6) : undefined;
    if (field !== undefined && !fields.has(field)) throw unknown();
    const target = field === undefined ? (wanted as MappingColumn["target"]) : ("custom" as const);
    return { ...column, target, field, certainty: 1, reason: "chosen" };
  });
  if (byHeader.size > 0) throw unknown();
  return read;
}
