import { aRow } from "~tests/factories/lists";

const header = "Prénom;Nom;Société;E-mail;Téléphone;Ville;Code postal";
const rowsAPiece = 2_000;

/** What a line of the long list is: each hundredth names nobody, each fiftieth says again what an earlier one said. */
export const outcomeOf = (number: number): "created" | "merged" | "refused" =>
  number % 100 === 37 ? "refused" : number % 50 === 21 ? "merged" : "created";

/**
 * The cells of line `number`, from 0. One line in ten bears a number: there are ten thousand for fiction, and were all lines to share them,
 * each would share its own with dozens, as in no real list.
 */
export function longRow(number: number): Array<string> {
  const { firstName, lastName, firm, email, phone, city, postcode } = aRow(outcomeOf(number) === "merged" ? number - 1 : number);
  if (outcomeOf(number) === "refused") return ["", "", "", "", "", city, postcode];
  return [firstName, lastName, firm, email, number % 10 === 0 ? phone : "", city, postcode];
}

/** The list as bytes, made while it is read: it never lies in memory. */
export async function* longList(rows: number): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder();
  yield text.encode(`${header}\n`);
  for (let from = 0; from < rows; from += rowsAPiece) {
    const count = Math.min(rowsAPiece, rows - from);
    yield text.encode(Array.from({ length: count }, (_, at) => `${longRow(from + at).join(";")}\n`).join(""));
  }
}

/** How many lines of the list come to each end. */
export function countsOf(rows: number) {
  const counts = { created: 0, merged: 0, refused: 0 };
  for (let number = 0; number < rows; number++) counts[outcomeOf(number)]++;
  return counts;
}
