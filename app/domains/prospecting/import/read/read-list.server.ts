import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { readFile } from "~/platform/files.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import type { LineReading, ListLine } from "../line/decide-lines.rules";
import { headBytes } from "./detect-dialect.rules";
import type { Dialect } from "./dialect.schema";
import type { MappedColumn } from "../line/read-prospect.rules";
import { prospectReader } from "../line/read-prospect.rules";
import { type ResumePoint, readRows } from "./read-rows.server";
import type { ByteSource } from "../workbook/zip-archive.server";

const mebibyte = 1024 * 1024;

/** The first bytes of a stored list: what the detection and the preview look at. */
export async function readHead(company: CompanyScope, fileId: string): Promise<{ head: Uint8Array; isWhole: boolean }> {
  for await (const piece of readFile(company, fileId)) return { head: piece.subarray(0, headBytes), isWhole: piece.byteLength < headBytes };
  return { head: new Uint8Array(), isWhole: true };
}

/** Where a reading goes on: `records` were read before it. May rest in the memory of a job. */
export type Place = Omit<ResumePoint, "header"> & { records: number };
export const listBegin: Place = { offset: 0, lineNumber: 0, records: 0 };

export interface LineChunk {
  lines: Array<ListLine>;
  /** Where the next chunk begins. */
  end: Place;
}

/**
 * A stored list in chunks of at most `size` lines, read under its mapping, from `place` on; `skip` records after it are
 * passed over. Whole pieces of the file before `place` are not fetched. Holds one piece and one chunk, however long the list.
 */
export async function* readChunks(
  company: CompanyScope,
  list: { fileId: string; dialect: Dialect; mapping: Array<MappedColumn> },
  { place, skip, size }: { place: Place; skip: number; size: number },
): AsyncGenerator<LineChunk> {
  const fields = list.mapping.some(({ target }) => target === "custom") ? await inCompany(company, ownFields) : [];
  const read = prospectReader(list.mapping, { fields });
  const resume = place.offset > 0 ? { ...place, header: await headerAsWritten(company, list) } : undefined;
  let lines: Array<ListLine> = [];
  let records = place.records + skip;
  let end = place;
  for await (const { cells, lineNumber, nextOffset } of readRows(bytesFrom(company, list.fileId, place.offset), list.dialect, {
    resume,
    skipRecords: skip,
  })) {
    records += 1;
    lines.push({ lineNumber, cells, reading: readingOf(read(cells)) });
    end = { offset: nextOffset, lineNumber, records };
    if (lines.length === size) {
      yield { lines, end };
      lines = [];
    }
  }
  if (lines.length > 0) yield { lines, end };
}

const ownFields = (ctx: CompanyCtx) => listCustomFields(ctx, { entity: "prospect", archived: true });

function readingOf(read: ReturnType<ReturnType<typeof prospectReader>>): LineReading {
  if (read.kind === "refused") return { refusal: read.code };
  return { prospect: read.prospect, department: read.department, code: read.warnings[0]?.code ?? null };
}

/** The header's cells before anybody made them distinct: by these its repeats further down are known. */
async function headerAsWritten(company: CompanyScope, { fileId, dialect }: { fileId: string; dialect: Dialect }): Promise<Array<string>> {
  if (!dialect.hasHeader) return [];
  const asRows: Dialect = { ...dialect, hasHeader: false, delimiter: dialect.headerDelimiter, columns: 1 };
  for await (const { cells } of readRows(bytesFrom(company, fileId, 0), asRows)) return cells;
  return [];
}

/** A stored file as bytes that can be read from any place. */
export const storedSource = (company: CompanyScope, file: { fileId: string; size: number }): ByteSource => ({
  size: file.size,
  read: (from) => bytesFrom(company, file.fileId, from),
});

async function* bytesFrom(company: CompanyScope, fileId: string, offset: number): AsyncGenerator<Uint8Array> {
  const first = Math.floor(offset / mebibyte);
  let cut = offset % mebibyte;
  for await (const piece of readFile(company, fileId, first)) {
    yield cut > 0 ? piece.subarray(cut) : piece;
    cut = 0;
  }
}
