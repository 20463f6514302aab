import { cleanLine } from "../../prospect/clean-text.rules";
import { cleanCity, departmentOf, normalisePostcode, splitAddress } from "../../prospect/normalise-address.rules";
import { normaliseCountry, normaliseLanguage } from "../../prospect/normalise-country.rules";
import { type ProspectInput, prospectLengths } from "../../prospect/prospect.schema";
import type { RowReading } from "./import-codes.rules";

export function readCountry(row: RowReading): string | null {
  const cell = row.cell("countryCode");
  if (!cell) return null;
  const country = normaliseCountry(cell);
  if (!country) row.warn("prospecting.import.country_unknown", "countryCode", cell);
  return country;
}

export function readLanguage(row: RowReading, prospect: ProspectInput): void {
  const cell = row.cell("language");
  if (!cell) return;
  const language = normaliseLanguage(cell);
  if (language) prospect.language = language;
  else row.warn("prospecting.import.language_unknown", "language", cell);
}

/**
 * Street, postcode and city. What the columns leave open is taken from the address cell; where column and address name
 * different departments, or different postcodes that are not a CEDEX, the column holds and the line is marked.
 */
export function readAddress(row: RowReading, prospect: ProspectInput, country: string): void {
  const street = addressLine(row.raw("street"));
  const cityCell = row.cell("city");
  const parts = street && departmentOf("75001", country) ? splitAddress(street) : null;

  const postcodeCell = row.cell("postalCode");
  const postcode = postcodeCell ? normalisePostcode(postcodeCell, country) : null;
  if (postcodeCell && !postcode) row.warn("prospecting.import.postcode_invalid", "postalCode", postcodeCell);
  prospect.postalCode = postcode ?? parts?.postalCode ?? null;
  if (postcode && parts && contradict(postcode, parts.postalCode, parts.isCedex))
    row.warn("prospecting.import.postcode_contradicts_address", "postalCode");

  const city = cityCell ? cleanCity(cityCell).city || cityCell : parts?.city;
  if (city) prospect.city = row.within(cityCell ? "city" : "street", city, prospectLengths.city);
  // With a city column the address cell is believed to be the street; without one its end has become the city.
  const way = parts && (!cityCell || !postcodeCell) ? (parts.street ?? street) : street;
  if (way) prospect.street = row.within("street", way, prospectLengths.street);
  if (!prospect.postalCode) delete prospect.postalCode;
}

function contradict(column: string, address: string, isCedex: boolean): boolean {
  if (column === address) return false;
  return !isCedex || departmentOf(column) !== departmentOf(address);
}

/** The lines of an address cell become one, with a comma where a line ended. */
const addressLine = (text: string): string => cleanLine(text.replace(/\s*[\r\n]+\s*/g, ", ")).replace(/^[,\s]+|[,\s]+$/g, "");
