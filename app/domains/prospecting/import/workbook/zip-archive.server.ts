import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { AppError } from "~/platform/errors";
import { workbookLimits } from "./workbook-limits.rules";
import { refuseWorkbook } from "./workbook-refusals.rules";

/** Bytes that lie somewhere and are read from any place, in pieces. */
export interface ByteSource {
  size: number;
  read: (from: number) => AsyncIterable<Uint8Array>;
}

export interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/**
 * What a zip archive says it holds, by its central directory: the parts that unpack, whatever lies between them.
 * @throws AppError 'prospecting.import.workbook_broken' | 'workbook_bomb' | 'workbook_protected' (422), before any part is unpacked
 */
export async function listEntries(source: ByteSource): Promise<Map<string, ZipEntry>> {
  const tail = await bytesAt(source, Math.max(0, source.size - 66_000), 66_000);
  const end = tail.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || end + 22 > tail.length) throw refuseWorkbook("broken");
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    const locator = tail.subarray(Math.max(0, end - 20), end);
    if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) throw refuseWorkbook("broken");
    const wide = await bytesAt(source, wideNumber(locator, 8), 56);
    if (wide.length < 56 || wide.readUInt32LE(0) !== 0x06064b50) throw refuseWorkbook("broken");
    count = wideNumber(wide, 32);
    length = wideNumber(wide, 40);
    start = wideNumber(wide, 48);
  }
  if (count > workbookLimits.entries || length > workbookLimits.directoryBytes) throw refuseWorkbook("bomb");
  const directory = await bytesAt(source, start, length);
  if (directory.length < length) throw refuseWorkbook("broken");
  return readDirectory(directory, count);
}

function readDirectory(directory: Buffer, count: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0, seen = 0; seen < count; seen++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw refuseWorkbook("broken");
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    if (extraEnd > directory.length) throw refuseWorkbook("broken");
    if (directory.readUInt16LE(at + 8) & 1) throw refuseWorkbook("protected");
    const wide = wideSizes(directory.subarray(nameEnd, extraEnd), [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    const name = directory
      .toString("utf8", at + 46, nameEnd)
      .replaceAll("\\", "/")
      .toLowerCase();
    if (entries.has(name)) throw refuseWorkbook("broken"); // two readers would see two workbooks
    entries.set(name, { name, method: directory.readUInt16LE(at + 10), unpacked: wide[0]!, packed: wide[1]!, offset: wide[2]! });
    at = extraEnd + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes that do not fit in 32 bits stand in an extra field, in this order, those alone that are missing. */
function wideSizes(extra: Buffer, sizes: Array<number>): Array<number> {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    return sizes.map((size) => {
      if (size !== 0xffffffff) return size;
      if (place + 8 > extra.length) throw refuseWorkbook("broken");
      place += 8;
      return wideNumber(extra, place - 8);
    });
  }
  return sizes;
}

const wideNumber = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at));

/**
 * A part, unpacked as it is asked for. What unpacks to more than it said, or to far more than it weighs, ends there: nobody holds it.
 * @throws AppError 'prospecting.import.workbook_broken' | 'workbook_bomb' (422)
 */
export async function* openEntry(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const { ratio, ratioFrom, partBytes } = workbookLimits;
  const isTooMuch = (unpacked: number) => unpacked > partBytes || (unpacked > ratioFrom && unpacked > entry.packed * ratio);
  if (isTooMuch(entry.unpacked)) throw refuseWorkbook("bomb");
  if (entry.method !== 0 && entry.method !== 8) throw refuseWorkbook("broken");
  const head = await bytesAt(source, entry.offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw refuseWorkbook("broken");
  const from = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = piecesOf(source, from, entry.packed);
  let seen = 0;
  try {
    for await (const piece of entry.method === 0 ? packed : unpack(packed)) {
      seen += piece.length;
      if (isTooMuch(seen)) throw refuseWorkbook("bomb");
      if (seen > entry.unpacked) throw refuseWorkbook("broken");
      yield piece;
    }
  } catch (error) {
    throw error instanceof AppError || !/^Z_|ERR_|EOF|zlib|inflate/i.test(`${(error as { code?: string }).code} ${String(error)}`)
      ? error
      : refuseWorkbook("broken");
  }
  if (seen !== entry.unpacked) throw refuseWorkbook("broken");
}

async function* unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed, { objectMode: true, highWaterMark: 1 });
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  input.on("error", (error) => inflate.destroy(error));
  input.pipe(inflate);
  try {
    for await (const piece of inflate) yield piece as Uint8Array;
  } finally {
    input.destroy();
    inflate.destroy();
  }
}

async function* piecesOf(source: ByteSource, from: number, length: number): AsyncGenerator<Uint8Array> {
  let left = length;
  if (left === 0) return;
  for await (const piece of source.read(from)) {
    // Small ones: what one of them unpacks to waits in memory.
    for (let at = 0; at < piece.length && left > 0; at += 16_384) {
      const part = piece.subarray(at, Math.min(at + 16_384, piece.length, at + left));
      left -= part.length;
      yield part;
    }
    if (left <= 0) return;
  }
  throw refuseWorkbook("broken");
}

async function bytesAt(source: ByteSource, from: number, length: number): Promise<Buffer> {
  if (from < 0 || from > source.size) throw refuseWorkbook("broken");
  const pieces: Array<Uint8Array> = [];
  let have = 0;
  for await (const piece of source.read(from)) {
    pieces.push(piece);
    have += piece.length;
    if (have >= length) break;
  }
  return Buffer.concat(pieces).subarray(0, length);
}
