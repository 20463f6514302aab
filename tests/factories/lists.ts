import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { checkList } from "~/domains/prospecting/import/run/check-list.server";
import { requestCheck } from "~/domains/prospecting/import/run/request-check.server";
import { requestRollback } from "~/domains/prospecting/import/run/request-rollback.server";
import { completeRollback, rollBackForAWhile } from "~/domains/prospecting/import/run/roll-back-import.server";
import { completeImport, importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { startImport } from "~/domains/prospecting/import/run/start-import.server";
import { startUpload } from "~/domains/prospecting/import/run/start-upload.server";
import type { ImportTarget } from "~/domains/prospecting/import/columns/column-words.rules";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";

const firstNames = ["Claire", "Odile", "Malik", "Gaëlle", "Kenza", "Rémy", "Solène", "Hugo", "Inès", "Théo"];
const lastNames = ["Auvray", "Trémoire", "Benhadj", "Morvezen", "Belaïd", "Quimerch", "Lestang", "Corbel", "Vautrin", "Dalmas"];
const cities = ["Rennes", "Brest", "Nantes", "Lyon", "Besançon", "Nîmes", "Évreux", "Créteil"];

/** Rows of invented people; the same number gives the same person. Phones from the ranges kept for fiction. */
export function aRow(number: number): {
  firstName: string;
  lastName: string;
  firm: string;
  email: string;
  phone: string;
  city: string;
  postcode: string;
} {
  const firstName = firstNames[number % 10]!;
  const lastName = `${lastNames[Math.floor(number / 10) % 10]!}-${number}`;
  return {
    firstName,
    lastName,
    firm: `Agence ${lastNames[(number * 7) % 10]!} n° ${number}`,
    email: `contact.${number}@agence-${number % 997}.example.fr`,
    phone: `01 99 00 ${String(Math.floor(number / 100) % 100).padStart(2, "0")} ${String(number % 100).padStart(2, "0")}`,
    city: cities[number % 8]!,
    postcode: String(1000 + (number % 94) * 1000).padStart(5, "0"),
  };
}

const header = ["Prénom", "Nom", "Société", "E-mail", "Téléphone", "Ville", "Code postal"];
const cellsOf = (row: ReturnType<typeof aRow>) => [row.firstName, row.lastName, row.firm, row.email, row.phone, row.city, row.postcode];

/** A list of `count` people as text, semicolons between. */
export function aList(count: number, { from = 0, delimiter = ";", newline = "\n" } = {}): string {
  const rows = Array.from({ length: count }, (_, at) => cellsOf(aRow(from + at)).join(delimiter));
  return [header.join(delimiter), ...rows, ""].join(newline);
}

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Uploads text (UTF-8) or bytes as a member would. @returns the run's id */
export async function upload(
  scope: CompanyScope,
  list: string | Uint8Array,
  { name = "liste.csv", sourceDetail = "Salon de Rennes" } = {},
): Promise<string> {
  const bytes = typeof list === "string" ? new TextEncoder().encode(list) : list;
  const file = { name, contentType: "text/csv", bytes: inPieces(bytes) };
  const { importRunId } = await startUpload(scope, file, { sourceDetail, legalBasis: "legitimate_interest" });
  return importRunId;
}

/** Uploads a list and checks it. @returns the run's id */
export async function checkedList(
  scope: CompanyScope,
  list: string | Uint8Array,
  options: { name?: string; targets?: Record<number, ImportTarget> } = {},
) {
  const importRunId = await upload(scope, list, options);
  const targets = new Map(Object.entries(options.targets ?? {}).map(([column, target]) => [Number(column), { target }] as const));
  await inCompany(scope, async (ctx) => {
    if (targets.size > 0) await changeMapping(ctx, { importRunId, targets });
    await requestCheck(ctx, { importRunId });
  });
  await checkList(scope, importRunId);
  return importRunId;
}

/** Uploads, checks and starts, without running. */
export async function startedImport(
  scope: CompanyScope,
  list: string | Uint8Array,
  options: { targets?: Record<number, ImportTarget> } = {},
) {
  const importRunId = await checkedList(scope, list, options);
  await inCompany(scope, (ctx) => startImport(ctx, { importRunId }));
  return importRunId;
}

/** Does what the job does, to the end. */
export async function runToEnd(scope: CompanyScope, importRunId: string, { size }: { size?: number } = {}) {
  for (let place; ;) {
    const reached = await importForAWhile(scope, { importRunId, place, size });
    if (reached.isDone) break;
    place = reached.place;
  }
  await completeImport(scope, importRunId);
  return readImport(scope, importRunId);
}

/** A list that is in. */
export async function importedList(
  scope: CompanyScope,
  list: string | Uint8Array,
  options: { targets?: Record<number, ImportTarget>; size?: number } = {},
) {
  const importRunId = await startedImport(scope, list, options);
  return runToEnd(scope, importRunId, options);
}

/** Takes a list out again, as the job does. */
export async function rolledBack(scope: CompanyScope, importRunId: string) {
  await inCompany(scope, (ctx) => requestRollback(ctx, { importRunId }));
  await rollBackForAWhile(scope, { importRunId });
  await completeRollback(scope, importRunId);
  return readImport(scope, importRunId);
}
