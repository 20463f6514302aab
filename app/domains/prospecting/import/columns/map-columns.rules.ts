import { shapeOf, type Shape } from "./column-shapes.rules";
import { headerWords, type ImportTarget, targetOfHeader } from "./column-words.rules";
import { looksLikeOrganization } from "../line/read-name.rules";

export type MappingReason =
  "header" | "values" | "header_and_values" | "neighbours" | "header_against_values" | "unknown" | "empty" | "taken";

export interface ColumnGuess {
  /** 0-based. */
  column: number;
  /** As in the list, equal names numbered; the key of what is kept as `custom`. */
  header: string;
  target: ImportTarget;
  /** 0–1. */
  certainty: number;
  /** Why, as the key `import.mapping_reason.<reason>`. */
  reason: MappingReason;
}

type Guess = Omit<ColumnGuess, "header"> & { isUnsettled?: true };

/** How a value of each shaped field may look; a header that says one thing over values that say another is doubted. */
const shapesOf: Partial<Record<ImportTarget, Array<Shape>>> = {
  email: ["email"],
  phone: ["phone", "integer", "siret"],
  mobile: ["phone", "integer", "siret"],
  siret: ["siret", "siren", "integer", "phone"],
  postalCode: ["postcode", "integer"],
  websiteUrl: ["url", "linkedin"],
  linkedinUrl: ["linkedin", "url"],
  latitude: ["decimal", "integer"],
  longitude: ["decimal", "integer"],
};

const targetOfShape: Partial<Record<Shape, { target: ImportTarget; certainty: number }>> = {
  email: { target: "email", certainty: 0.9 },
  linkedin: { target: "linkedinUrl", certainty: 0.9 },
  siret: { target: "siret", certainty: 0.8 },
  phone: { target: "phone", certainty: 0.75 },
  url: { target: "websiteUrl", certainty: 0.6 },
  postcode: { target: "postalCode", certainty: 0.55 },
};

/**
 * Which field each column holds, guessed from its header and from the first rows. Every field is given once, to the
 * column that is most certain; a second phone becomes the mobile, all other losers and strangers are kept as `custom`.
 */
export function mapColumns(header: Array<string>, rows: Array<Array<string>>): Array<ColumnGuess> {
  const guesses = header.flatMap((name, column) => guessesOf(name, column, rows));
  const chosen = new Map<number, Guess>();
  const taken = new Set<ImportTarget>();
  const settled = settleNames(guesses, rows);
  for (const guess of settled.sort((one, other) => other.certainty - one.certainty || one.column - other.column)) {
    if (chosen.has(guess.column)) continue;
    const target = guess.target === "phone" && taken.has("phone") ? "mobile" : guess.target;
    if (target !== "ignore" && taken.has(target)) continue;
    if (target !== guess.target && guesses.some((one) => one.target === "mobile" && !chosen.has(one.column) && one.certainty > 0.5))
      continue;
    taken.add(target);
    chosen.set(guess.column, { column: guess.column, target, certainty: guess.certainty, reason: guess.reason });
  }
  return header.map((name, column) => ({ header: name || `#${column + 1}`, ...(chosen.get(column) ?? leftOver(column, guesses, rows)) }));
}

function guessesOf(name: string, column: number, rows: Array<Array<string>>): Array<Guess> {
  const values = valuesOf(rows, column);
  const shapes = values.map((value) => shapeOf(value));
  const share = (wanted: Array<Shape>) => shapes.filter((shape) => shape && wanted.includes(shape)).length / Math.max(1, shapes.length);
  const named = targetOfHeader(name);
  const guesses: Array<Guess> = [];
  if (named) {
    const wanted = shapesOf[named.target];
    if (!wanted || values.length === 0) guesses.push({ column, ...named, reason: "header" });
    else if (share(wanted) >= 0.5)
      guesses.push({ column, target: named.target, certainty: Math.min(0.99, named.certainty + 0.02), reason: "header_and_values" });
    else
      guesses.push({
        column,
        target: named.target,
        certainty: named.certainty * (share(wanted) > 0 ? 0.7 : 0.6),
        reason: "header_against_values",
      });
  }
  const isForeign = headerWords(name).some((word) =>
    /^(type|date|owner|manager|status|statut|nombre|number|employees|founded|revenue|montant|price|prix)$/.test(word),
  );
  for (const [shape, { target, certainty }] of Object.entries(targetOfShape)) {
    // Five digits under a header that does not speak of postcodes are more often another code.
    if (shape === "postcode" && name.trim() !== "") continue;
    if (named?.target === target || (isForeign && shape !== "email") || (named && named.certainty > 0.9 && !shapesOf[named.target]))
      continue;
    if (values.length > 0 && share([shape as Shape]) >= 0.6)
      guesses.push({ column, target, certainty: named ? certainty * 0.6 : certainty, reason: "values" });
  }
  return guesses.filter(({ certainty }) => certainty >= 0.5);
}

/** `Nom`, `Name`, `Contact` alone: a last name beside a first name, else a person or a firm, as most of the values read. */
function settleNames(guesses: Array<Guess>, rows: Array<Array<string>>): Array<Guess> {
  const has = (target: ImportTarget) => guesses.some((guess) => guess.target === target && guess.certainty > 0.6);
  return guesses.map((guess) => {
    if (!guess.isUnsettled) return guess;
    if (has("firstName") && guess.target === "lastName") return { ...guess, certainty: 0.95, reason: "neighbours" };
    if (has("firstName")) return guess;
    const values = valuesOf(rows, guess.column);
    const firms = values.filter(looksLikeOrganization).length / Math.max(1, values.length);
    if (firms >= 0.2 && !has("organizationName"))
      return { ...guess, target: "organizationName", certainty: 0.85, reason: "header_and_values" };
    if (guess.target === "lastName" && values.filter((value) => value.includes(" ")).length < values.length / 2)
      return { ...guess, certainty: 0.8 };
    return { ...guess, target: "fullName", certainty: 0.8 };
  });
}

function leftOver(column: number, guesses: Array<Guess>, rows: Array<Array<string>>): Guess {
  const isTaken = guesses.some((guess) => guess.column === column);
  if (valuesOf(rows, column).length === 0 && rows.length > 0) return { column, target: "ignore", certainty: 0.5, reason: "empty" };
  return { column, target: "custom", certainty: 0.5, reason: isTaken ? "taken" : "unknown" };
}

const valuesOf = (rows: Array<Array<string>>, column: number): Array<string> =>
  rows
    .slice(0, 100)
    .map((row) => row[column]?.trim() ?? "")
    .filter((value) => value !== "");
