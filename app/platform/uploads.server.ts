import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { companyMark } from "./company-mark";
import { refuseStaleMark } from "./company-mark.server";
import { AppError } from "./errors";
import { sessionOf } from "./session.server";

export interface UploadedFile {
  /** As the browser called it, without a path. */
  name: string;
  contentType: string;
  /** Read once, while it arrives. */
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Reads a multipart form while it arrives and hands its one file to `take` as a stream: nobody holds the file whole.
 * The fields that stand before the file are known by then, so the form puts them first.
 * @throws AppError 'platform.file.missing' (422) when no file was chosen, 'platform.file.interrupted' (400) when the form breaks off
 */
export async function receiveUpload<T>(request: Request, take: (file: UploadedFile, fields: URLSearchParams) => Promise<T>): Promise<T> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!request.body || !/^multipart\/form-data;/i.test(contentType)) throw missing();

  const body = Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>);
  const parser = new Busboy({
    headers: { "content-type": contentType } as BusboyHeaders,
    limits: { fieldSize: 64 * 1024, fields: 50, files: 1 },
  });
  const fields = new URLSearchParams();
  let arriving: Readable | undefined;
  let taken: Promise<T> | undefined;

  const parsed = new Promise<void>((done, fail) => {
    parser.on("field", (name, value) => {
      if (`${name}${value}`.includes("\0")) return void fail(new AppError("platform.form.invalid", { status: 400 }));
      fields.append(name, value);
    });
    parser.on("file", (_, bytes, filename, __, type) => {
      if (!filename) return void bytes.resume(); // a file field left empty
      arriving = bytes;
      taken = (async () => {
        refuseStaleMark(fields.get(companyMark), (await sessionOf(request))?.companyId ?? "");
        fields.delete(companyMark);
        return take({ name: baseName(filename), contentType: type, bytes }, fields);
      })();
      taken.catch((error: unknown) => fail(error)); // refused halfway: the rest is not waited for
    });
    parser.on("finish", done);
    const breakOff = (cause: unknown) => {
      const error = new AppError("platform.file.interrupted", { status: 400, cause });
      arriving?.destroy(error); // or who reads it would wait for ever
      fail(error);
    };
    parser.on("error", breakOff);
    body.on("error", breakOff);
  });
  body.pipe(parser);
  try {
    await parsed;
    if (!taken) throw missing();
    return await taken;
  } finally {
    body.destroy();
    await taken?.catch(() => {}); // who took the file has cleaned up before anybody is told
  }
}

const missing = () => new AppError("platform.file.missing", { status: 422, field: "file" });
const baseName = (path: string) => path.replaceAll("\0", "").split(/[\\/]/).at(-1)!.trim().slice(0, 255) || "liste.csv";

/** Reads on until `size` bytes are there or the stream ends, and gives the whole stream back with what was looked at. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const stream = bytes[Symbol.asyncIterator]();
  const seen: Array<Uint8Array> = [];
  let length = 0;
  while (length < size) {
    const { done, value } = await stream.next();
    if (done) break;
    seen.push(value);
    length += value.byteLength;
  }
  const head = Buffer.concat(seen);
  async function* whole() {
    try {
      yield head;
      for (let part = await stream.next(); !part.done; part = await stream.next()) yield part.value;
    } finally {
      await stream.return?.();
    }
  }
  return { head: head.subarray(0, size), bytes: whole() };
}
