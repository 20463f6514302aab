import { createHash } from "node:crypto";
import { AppError } from "./errors";
import { uuidv7 } from "./ids";
import { type CompanyScope, inCompany } from "./tenancy.server";
import { tidyHeap } from "./tight-heap.server";

const chunkSize = 1024 * 1024;

/**
 * Streams a file into the database in pieces of at most 1 MiB, a transaction a piece, so that neither memory nor a lock
 * grows with it. A file without sha256 was not written to its end.
 * @throws AppError 'platform.file.too_large' (422)
 */
export async function storeFile(
  company: CompanyScope,
  { name, contentType, bytes, atMost }: { name: string; contentType: string; bytes: AsyncIterable<Uint8Array>; atMost: number },
): Promise<{ fileId: string; size: number }> {
  const fileId = uuidv7();
  const { companyId, actor } = company;
  await inCompany(company, ({ db }) =>
    db.storedFile.create({
      data: {
        id: fileId,
        companyId,
        name: name.slice(0, 255),
        contentType: contentType.slice(0, 100),
        createdById: actor.kind === "user" ? actor.id : null,
      },
    }),
  );
  const hash = createHash("sha256");
  let size = 0;
  let position = 0;
  try {
    for await (const piece of piecesOf(bytes)) {
      size += piece.byteLength;
      if (size > atMost)
        throw new AppError("platform.file.too_large", { status: 422, values: { megabytes: Math.round(atMost / chunkSize) } });
      hash.update(piece);
      await inCompany(company, ({ db }) => db.storedFileChunk.create({ data: { companyId, fileId, position, bytes: piece } }));
      position += 1;
      tidyHeap();
    }
  } catch (error) {
    await deleteFile(company, fileId); // what broke off is of no use to anybody
    throw error;
  }
  await inCompany(company, ({ db }) =>
    db.storedFile.update({ where: { id: fileId }, data: { size: BigInt(size), sha256: hash.digest("hex") } }),
  );
  return { fileId, size };
}

/** The pieces of a stored file, read one transaction each; `from` skips whole pieces of 1 MiB. */
export async function* readFile(company: CompanyScope, fileId: string, from = 0): AsyncGenerator<Uint8Array> {
  for (let position = from; ; position++) {
    const piece = await inCompany(company, ({ db }) =>
      db.storedFileChunk.findFirst({ where: { fileId, position }, select: { bytes: true } }),
    );
    if (!piece) return;
    yield piece.bytes;
  }
}

export const deleteFile = (company: CompanyScope, fileId: string) =>
  inCompany(company, ({ db }) => db.storedFile.deleteMany({ where: { id: fileId } }));

/** Regroups a stream into pieces of exactly 1 MiB, the last one shorter. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let piece = new Uint8Array(chunkSize);
  let filled = 0;
  for await (const part of bytes) {
    for (let at = 0; at < part.byteLength;) {
      const taken = Math.min(chunkSize - filled, part.byteLength - at);
      piece.set(part.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled === chunkSize) {
        yield piece;
        piece = new Uint8Array(chunkSize);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.slice(0, filled);
}
