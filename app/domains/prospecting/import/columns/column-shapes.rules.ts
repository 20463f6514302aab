export type Shape = "email" | "phone" | "siret" | "siren" | "postcode" | "url" | "linkedin" | "decimal" | "integer" | "date";

/** What a value looks like, without judging whether it is right. Null for plain words. */
export function shapeOf(value: string): Shape | null {
  const text = value.trim();
  if (text === "" || text.length > 300) return null;
  if (/^(mailto:)?[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/i.test(text) || /<[^\s@<>]+@[^\s@<>]+>$/.test(text)) return "email";
  if (/^(https?:\/\/)?([a-z]{2,3}\.)?linkedin\.com\//i.test(text)) return "linkedin";
  if (/^(https?:\/\/\S+|www\.\S+\.\S+)$/i.test(text)) return "url";
  if (/^([a-z0-9-]+\.)+(fr|com|net|org|eu|io|co|immo|paris|be|ch|it|es|de)(\/\S*)?$/i.test(text)) return "url";
  if (/^(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})/.test(text)) return "date";
  const digits = text.replace(/[\s.\-/()+']/g, "");
  if (/^\d+$/.test(digits)) {
    if (/^-?\d{1,3}\.\d{3,}$/.test(text)) return "decimal";
    if (digits.length === 14 && !text.startsWith("+") && /^\d{3}\s?\d{3}\s?\d{3}\s?\d{5}$/.test(text)) return "siret";
    if (/^\d{3}\s\d{3}\s\d{3}$/.test(text)) return "siren";
    if (digits.length >= 9 && digits.length <= 15 && /^(\+|00|0|\(|33)/.test(text)) return "phone";
    if (/^\d{5}$/.test(text)) return "postcode";
    if (/^\d+$/.test(text)) return "integer";
  }
  if (/^-?\d{1,3}[.,]\d+$/.test(text)) return "decimal";
  if (/^(\+?[\d\s().-]{8,}\s*(\/|ou|or|;|x|ext\.?|poste)\s*\/?\s*[\d\s().-]+)$/i.test(text)) return "phone";
  return null;
}
