/** What stands in the log where a value is not kept. */
export interface Masked {
  masked: "secret" | "personal" | "text";
}
export type AuditValue = string | number | boolean | null | Masked | Array<AuditValue> | { [field: string]: AuditValue };
export type AuditValues = Record<string, AuditValue>;

const secretWords = /password|passwd|secret|token|apikey|privatekey|servicekey|credential|authorization|cookie|totp|otpcode|seed|recovery|digest|hash|sealed|ciphertext|cardnumber|cvv|iban|signature(?!s?d?At)/i; // prettier-ignore
const personalWords = /e?mail|phone|mobile|firstname|lastname|fullname|salutation|birth|address|linkedin|whatsapp|recipient|personal|notes?$|comment|body|subject|message(?!s?id)/i; // prettier-ignore

/** What is about a person: of such a thing, only what is certain to be no personal value is kept in clear. */
const persons: ReadonlySet<string> = new Set([
  "prospect",
  "customer",
  "user",
  "contact",
  "suppression",
  "interaction",
  "consent",
  "conversation",
]);
const codes: ReadonlySet<string> = new Set(["status", "stage", "stageid", "source", "language", "role", "rolekey", "priority", "kind", "type", "channel", "reason", "basis", "legalbasis", "purpose", "category", "scope", "tag", "tags", "format", "changed", "outcome", "temperature"]); // prettier-ignore

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const moment = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/;
const longest = 300;

/** Values that give themselves away, whatever their field is called. */
const telling: Array<[RegExp, Masked["masked"]]> = [
  [/[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}/i, "personal"],
  [/(?:\+|\b00)\d[\d .()-]{7,}\d|\b0\d(?:[ .-]?\d{2}){4}\b/, "personal"],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/, "secret"], // a bank account
  [/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|\b(?:sk|pk|rk|whsec|essor|ghp|xox[abp])[-_][\w-]{12,}|-----BEGIN |\bBearer /, "secret"],
  [/\b(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{32,}\b/, "secret"], // random text of some length
];

/**
 * What the log keeps of a change: the fields that differ, secrets and what is personal replaced by a mark, so that somebody's erasure
 * leaves nothing of him behind in a log that nobody may change. Texts of some length are not kept either.
 * @param of the type of what was changed: of a person's record only codes, numbers that count, switches, moments and ids are kept
 */
export function maskChange(
  of: string | undefined,
  before: unknown,
  after: unknown,
): { before: AuditValues | null; after: AuditValues | null } {
  const [old, young] = [plain(before), plain(after)];
  const differs = (field: string) => !old || !young || JSON.stringify(old[field]) !== JSON.stringify(young[field]);
  const keep = (values: Record<string, unknown> | null) => {
    const fields = values ? Object.keys(values).filter((field) => values[field] !== undefined && differs(field)) : [];
    return fields.length > 0 ? Object.fromEntries(fields.map((field) => [field, maskValue(field, values![field], isPerson(of))])) : null;
  };
  return { before: keep(old), after: keep(young) };
}

const isPerson = (type: string | undefined) => type !== undefined && persons.has(type);
const plain = (values: unknown) => (values ? (JSON.parse(JSON.stringify(values)) as Record<string, unknown>) : null);

function maskValue(field: string, value: unknown, ofPerson: boolean, depth = 0): AuditValue {
  const name = field.replace(/[^a-z0-9]/gi, "");
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string" && (uuid.test(value) || moment.test(value)) && !/birth/i.test(name)) return value;
  if (secretWords.test(name)) return { masked: "secret" };
  if (typeof value === "object") {
    if (depth > 3) return { masked: "text" };
    if (Array.isArray(value)) return value.slice(0, 100).map((one) => maskValue(field, one, ofPerson, depth + 1));
    return Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, maskValue(key, one, ofPerson, depth + 1)]));
  }
  const isCode = codes.has(name.toLowerCase());
  if (typeof value === "number") return ofPerson && /phone|mobile|birth|salary|lat|lng|lon/i.test(name) ? { masked: "personal" } : value;
  const text = String(value);
  const told = telling.find(([pattern]) => pattern.test(text));
  if (told) return { masked: told[1] };
  if (isCode && text.length <= 100) return text;
  if (ofPerson || personalWords.test(name)) return { masked: "personal" };
  return text.length > longest ? { masked: "text" } : text;
}

/** An error's words may repeat what was typed: what is told by itself is taken out, and it is cut short. */
export const maskMessage = (text: string) =>
  telling.reduce((said, [pattern]) => said.replace(new RegExp(pattern.source, `g${pattern.flags}`), "•••"), text).slice(0, longest);
