import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusedLinesFile } from "~/domains/prospecting/import/run/refused-lines.server";
import { lineCodeKey } from "~/domains/prospecting/import/line/line-codes.rules";
import { requireCompany } from "~/platform/gate.server";
import { languageFor, voiceFor } from "~/platform/i18n.server";
import { idFrom } from "~/platform/params.server";

/** The refused lines with their reasons, as a file to correct and import again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const voice = await voiceFor(await languageFor(request), ["prospecting"]);
  const t = voice.getFixedT(null, "prospecting");
  const { name, body } = await refusedLinesFile(company, {
    importRunId: idFrom(params.importRunId),
    heads: { line: t("import.file.line"), reason: t("import.file.reason") },
    say: (code) => t(lineCodeKey(code)),
  });
  const fileName = `${name}-${t("import.file.name")}.csv`;
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName.replace(/[^\w.-]+/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "Cache-Control": "private, no-store",
    },
  });
}
