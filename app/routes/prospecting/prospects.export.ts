import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { byteOrderMark, exportLine } from "~/platform/export-line";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { exportColumns, exportPage, beginExport } from "~/domains/prospecting/prospect/export-prospects.server";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { type ProspectSelection, requireSelection, SelectionFields } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { languageFor, voiceFor } from "~/platform/i18n.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";

/** The list as it is filtered, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  return fileOf(request, company, { filter: filterFromUrl(new URL(request.url).searchParams) });
}

/** Those chosen, or all that match, as a file. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const form = await readForm(request, z.object(SelectionFields));
  if (!form.ok) return form.refusal;
  return fileOf(request, company, requireSelection(form.value));
}

async function fileOf(request: Request, company: CompanyScope, selection: ProspectSelection) {
  const voice = await voiceFor(await languageFor(request), ["prospecting"]);
  const custom = await inCompany(company, (ctx) => beginExport(ctx, selection));
  const named = [...exportColumns.map((column) => voice.t(`prospecting:field.${column}`)), ...custom.map(({ label }) => label)];
  return new Response(linesOf(company, { selection, custom }, byteOrderMark + exportLine(named)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="prospects.csv"',
      "Cache-Control": "no-store",
    },
  });
}

/** Reads on only as fast as the file is taken. */
function linesOf(company: CompanyScope, what: { selection: ProspectSelection; custom: Array<CustomFieldFacts> }, head: string) {
  const encoder = new TextEncoder();
  let after: string | null = null;
  let isFirst = true;
  return new ReadableStream<Uint8Array>({
    async pull(stream) {
      const { rows, last } = await inCompany(company, (ctx) => exportPage(ctx, { ...what, after }));
      stream.enqueue(encoder.encode((isFirst ? head : "") + rows.map(exportLine).join("")));
      isFirst = false;
      after = last;
      if (!last) stream.close();
    },
  });
}
