import type { OutFile } from "./take-file.server";

/** A file as an answer: read only as fast as it is taken, kept by nobody on the way. */
export function outFile({ name, contentType, bytes }: OutFile): Response {
  const pieces = bytes[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(out) {
      const { value, done } = await pieces.next();
      if (done) out.close();
      else out.enqueue(value);
    },
  });
  return new Response(stream, {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
      "X-Robots-Tag": "noindex, nofollow",
    },
  });
}
