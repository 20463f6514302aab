import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { byteOrderMark, exportLine } from "~/platform/export-line";
import { type WorkbookColumn, workbookStream } from "~/platform/export-workbook";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { customKeyOf } from "~/domains/prospecting/condition/condition-fields.rules";
import { cellKindOf, columnLabel, isColumn, wordsOf } from "~/domains/prospecting/list/list-columns.rules";
import { fittingShape, shapeFromUrl } from "~/domains/prospecting/list/list-shape.rules";
import { allColumns, beginExport, exportPage } from "~/domains/prospecting/prospect/export-prospects.server";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { type ProspectSelection, requireSelection, SelectionFields } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { languageFor, voiceFor } from "~/platform/i18n.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";

interface Wanted {
  selection: ProspectSelection;
  format: "csv" | "xlsx";
  /** As an address has them; "": every field. */
  cols: string;
}

/** The list as it is filtered, as a file: its columns (`cols`) or every field, as CSV or a workbook (`format=xlsx`). */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  return fileOf(request, company, {
    selection: { filter: filterFromUrl(search) },
    format: search.get("format") === "xlsx" ? "xlsx" : "csv",
    cols: search.get("cols") ?? "",
  });
}

const Posted = z.object({ ...SelectionFields, format: z.enum(["csv", "xlsx"]).default("csv"), cols: z.string().max(2000).default("") });

/** Those chosen, or all that match, as a file. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { format, cols } = form.value;
  return fileOf(request, company, { selection: requireSelection(form.value), format, cols });
}

async function fileOf(request: Request, company: CompanyScope, { selection, format, cols }: Wanted) {
  const voice = await voiceFor(await languageFor(request), ["prospecting"]);
  const custom = await inCompany(company, (ctx) => beginExport(ctx, selection, format));
  const isChosen = cols.split(",").some(isColumn);
  const columns = isChosen ? ["name", ...fittingShape(shapeFromUrl(new URLSearchParams({ cols })), custom).columns] : allColumns(custom);
  const cells = columns.map((name) => cellOf(name, custom, voice, isChosen));
  const nextRows = reader(company, { selection, custom, columns }, cells);
  const body = format === "xlsx" ? workbookStream(cells, voice.t("prospecting:prospect.many"), nextRows) : linesOf(cells, nextRows);
  return new Response(body, {
    headers: {
      "Content-Type": format === "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="prospects.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}

type FileColumn = WorkbookColumn & { word: ((code: string) => string) | null };

/** How a column is called and written. In a file of the list's columns choices are words; in one of every field codes, which an import reads. */
function cellOf(name: string, custom: Array<CustomFieldFacts>, { t }: Awaited<ReturnType<typeof voiceFor>>, isChosen: boolean): FileColumn {
  const kind = cellKindOf(name, custom);
  const words = isChosen ? wordsOf(name) : null;
  const say = (key: string) => t(`prospecting:${key}`);
  return {
    head: isChosen || customKeyOf(name) !== null ? columnLabel(name, say, custom) : say(`field.${name}`),
    kind: kind === "number" ? "number" : kind === "moment" || kind === "day" ? "day" : "text",
    word: words ? (code) => say(`${words}.${code}`) : null,
  };
}

/** Page by page, each in a transaction of its own, as fast as the file is taken. */
function reader(
  company: CompanyScope,
  what: { selection: ProspectSelection; custom: Array<CustomFieldFacts>; columns: Array<string> },
  cells: Array<FileColumn>,
) {
  let after: string | null = null;
  let isOver = false;
  return async () => {
    if (isOver) return null;
    const { rows, last } = await inCompany(company, (ctx) => exportPage(ctx, { ...what, after }));
    after = last;
    isOver = last === null;
    return rows.map((row) => row.map((text, at) => (text === null ? null : (cells[at]!.word?.(text) ?? text))));
  };
}

function linesOf(cells: Array<FileColumn>, nextRows: ReturnType<typeof reader>) {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encoder.encode(byteOrderMark + exportLine(cells.map(({ head }) => head)))),
    async pull(stream) {
      const rows = await nextRows();
      if (rows) stream.enqueue(encoder.encode(rows.map(exportLine).join("")));
      else stream.close();
    },
  });
}
