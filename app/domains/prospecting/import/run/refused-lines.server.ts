import { found } from "~/platform/params.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { byteOrderMark, exportLine } from "~/platform/export-line";

const atOnce = 1000;

/**
 * The refused lines of a list as a CSV file that a spreadsheet opens as it should: UTF-8 with its mark, semicolons, the
 * list's own columns, then the line's number and why. Streamed page by page. `say` puts a code into words.
 */
export async function refusedLinesFile(
  company: CompanyScope,
  { importRunId, heads, say }: { importRunId: string; heads: { line: string; reason: string }; say: (code: string) => string },
): Promise<{ name: string; body: ReadableStream<Uint8Array> }> {
  const run = found(
    await inCompany(company, ({ db }) => db.importRun.findFirst({ where: { id: importRunId }, select: { fileName: true, header: true } })),
  );
  const header = run.header as Array<string>;
  const text = new TextEncoder();
  let after = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(text.encode(`${byteOrderMark}${exportLine([...header, heads.line, heads.reason])}`));
    },
    async pull(controller) {
      const lines = await inCompany(company, ({ db }) =>
        db.importLine.findMany({
          where: { importRunId, outcome: "refused", lineNumber: { gt: after } },
          orderBy: { lineNumber: "asc" },
          take: atOnce,
          select: { lineNumber: true, cells: true, code: true },
        }),
      );
      if (lines.length === 0) return controller.close();
      after = lines.at(-1)!.lineNumber;
      const width = header.length;
      const written = lines.map(({ lineNumber, cells, code }) => {
        const own = [...cells.slice(0, width), ...Array<string>(Math.max(0, width - cells.length)).fill("")];
        return exportLine([...own, String(lineNumber), say(code ?? "prospecting.import.nothing_usable")]);
      });
      controller.enqueue(text.encode(written.join("")));
    },
  });
  return { name: run.fileName.replace(/\.[a-z0-9]{1,5}$/i, ""), body };
}
