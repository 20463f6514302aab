import { readSiret } from "../../prospect/normalise-siret.rules";
import { normaliseLinkedinUrl, normaliseUrl } from "../../prospect/normalise-url.rules";
import type { ProspectInput } from "../../prospect/prospect.schema";
import type { RowReading } from "./import-codes.rules";

/** A SIREN names the firm and not one of its places: it is kept aside, or all branches of a chain would merge. */
export function readSiretCell(row: RowReading, prospect: ProspectInput): void {
  const cell = row.cell("siret");
  if (!cell) return;
  const read = readSiret(cell);
  if (!read) row.warn("prospecting.import.siret_invalid", "siret", cell);
  else if ("siret" in read) prospect.siret = read.siret;
  else {
    row.warn("prospecting.import.siret_is_siren", "siret");
    row.keep("siren", read.siren);
  }
}

export function readLink(row: RowReading, prospect: ProspectInput, target: "websiteUrl" | "linkedinUrl"): void {
  const cell = row.cell(target);
  if (!cell) return;
  const url = target === "websiteUrl" ? normaliseUrl(cell) : normaliseLinkedinUrl(cell);
  if (url) prospect[target] = url;
  else row.warn(target === "websiteUrl" ? "prospecting.import.url_invalid" : "prospecting.import.linkedin_invalid", target, cell);
}

/** Degrees, to six decimals (about ten centimetres). A decimal comma is understood. */
export function readNumber(row: RowReading, prospect: ProspectInput, target: "latitude" | "longitude", limit: number): void {
  const cell = row.cell(target);
  if (!cell) return;
  const degrees = /^[+-]?\d{1,3}([.,]\d+)?$/.test(cell) ? Number(cell.replace(",", ".")) : Number.NaN;
  if (Math.abs(degrees) <= limit) prospect[target] = Math.round(degrees * 1e6) / 1e6;
  else row.warn("prospecting.import.coordinate_invalid", target, cell);
}
