import { aRow } from "~tests/factories/lists";

/** What the list below holds. Every eighth person lives in Rennes. */
export const messy = { lines: 200, fresh: 190, merged: 6, refused: 4, inRennes: 24 };

/**
 * A list as people have it: semicolons, Windows-1252, CRLF, postcodes that a spreadsheet took the zero from, six people twice and
 * four lines that name nobody.
 */
export function messyList(name = "salon-rennes-2026.csv") {
  const line = (at: number) => {
    const { firstName, lastName, firm, email, phone, city, postcode } = aRow(at);
    return [firstName, lastName, firm, at % 3 ? email : email.toUpperCase(), phone, city, String(Number(postcode))].join(";");
  };
  const people = Array.from({ length: messy.fresh }, (_, at) => line(at));
  const twice = people.slice(0, messy.merged);
  const nobody = Array.from({ length: messy.refused }, () => ";;;;;Quimper;29000");
  const text = ["Prénom;Nom;Société;E-mail;Téléphone;Ville;Code postal", ...people, ...twice, ...nobody, ""].join("\r\n");
  return { name, mimeType: "text/csv", buffer: Buffer.from(text, "latin1") };
}
