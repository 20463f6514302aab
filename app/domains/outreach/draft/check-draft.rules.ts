import type { DraftLanguage } from "../campaign/campaign.rules";
import { type Draft, type DraftFacts, factList } from "./facts.rules";
import { inside, unstopped } from "./french.rules";

/** What is wrong with a draft. The words for each stand under `fault` in the words of outreach. */
export type DraftFault =
  | "subject_length"
  | "text_length"
  | "evidence_unknown"
  | "evidence_missing"
  | "link_foreign"
  | "address_foreign"
  | "figure_invented"
  | "placeholder"
  | "markup"
  | "language"
  | "machine_talk"
  | "canary";

/**
 * Whether a draft may be shown to a person as it is. Every claim must rest on a given fact; nothing may lead elsewhere.
 * A text that a list smuggled in may speak of anything, but it cannot bring a link, an address, a number or a fact of its own.
 */
export function faultsOf(draft: Draft, facts: DraftFacts, canary: string): Array<DraftFault> {
  const given = factList(facts);
  const text = [draft.subject, draft.preview, ...draft.paragraphs].join("\n");
  const faults: Array<[DraftFault, boolean]> = [
    ["canary", JSON.stringify(draft).includes(canary)],
    ["subject_length", !isLineBetween(draft.subject, 3, 120)],
    ["text_length", !hasGoodLength(draft)],
    ["evidence_unknown", draft.evidence.some(({ key, quote }) => given[key] === undefined || !holds(text, quote))],
    ["evidence_missing", lacksEvidence(draft, given)],
    ["link_foreign", foreignHosts(text, facts, given).length > 0],
    ["address_foreign", foreignAddresses(text, facts).length > 0],
    ["figure_invented", inventedFigures(text, given, facts.remark).length > 0],
    ["placeholder", /\[[^\]]*\]|\{[^}]*\}|\blorem ipsum\b|X{3,}|_{3,}/i.test(text)],
    ["markup", /<\/?[a-z!][^>]*>|```|\*\*/i.test(text)],
    ["language", languageOf(withoutFacts(draft.paragraphs.join(" "), given)) !== facts.language],
    [
      "machine_talk",
      /en tant qu['’](?:ia|intelligence artificielle|assistant)|modèle de langage|\bas an ai\b|language model|system prompt|previous instructions|instructions précédentes|modello linguistico|istruzioni precedenti|modelo de lenguaje|instrucciones anteriores|sprachmodell|\bals ki\b|vorherige anweisungen|نموذج لغوي|التعليمات السابقة/i.test(
        text,
      ),
    ],
  ];
  return faults.flatMap(([fault, isThere]) => (isThere ? [fault] : []));
}

const isLineBetween = (text: string, least: number, most: number) =>
  text.trim().length >= least && text.length <= most && !/[\r\n]/.test(text);

function hasGoodLength({ preview, paragraphs }: Draft) {
  const length = paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
  return (
    preview.length <= 200 &&
    paragraphs.length >= 2 &&
    paragraphs.length <= 9 &&
    paragraphs.every((paragraph) => paragraph.trim() !== "") &&
    length >= 80 &&
    length <= 2500
  );
}

/** The same words, however quotes and spaces are drawn. */
const level = (text: string) =>
  text
    .replace(/[’‘]/g, "'")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim()
    .toLowerCase();
const holds = (text: string, quote: string) => level(quote) !== "" && level(text).includes(level(quote));

function lacksEvidence({ evidence }: Draft, given: Record<string, string>) {
  const citesOf = (about: string) => evidence.some(({ key }) => key.startsWith(about));
  return !citesOf("product.") || (Object.keys(given).some((key) => key.startsWith("prospect.")) && !citesOf("prospect."));
}

/** The text without what the facts say themselves: a firm called "Logis.com" or "Century 21" may be named. */
function withoutFacts(text: string, given: Record<string, string>) {
  return Object.values(given)
    .filter((value) => value.length > 2)
    .flatMap((value) => [value, inside(unstopped(value))]) // as it stands inside a sentence
    .sort((a, b) => b.length - a.length)
    .reduce((left, value) => left.split(value).join(" "), text);
}

const linkPattern =
  /(?:https?:\/\/|www\.)[^\s<>"')]+|\b[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.(?:com|net|org|fr|eu|io|co|info|biz|app|dev|xyz|ru|cn|top|shop|site|online|link|ly|me|test|example|immo)\b(?:\/[^\s]*)?/i;

function foreignHosts(text: string, { product, sender }: DraftFacts, given: Record<string, string>): Array<string> {
  const own = [product.websiteUrl, sender.websiteUrl].flatMap((url) => hostOf(url) ?? []);
  const { "prospect.websiteUrl": _, ...rest } = given;
  const found = withoutFacts(text.replace(/\S+@\S+/g, " "), rest).match(new RegExp(linkPattern, "gi")) ?? [];
  return found.filter((link) => {
    const host = hostOf(/^https?:/i.test(link) ? link : `https://${link}`);
    return !host || !own.some((mine) => host === mine || host.endsWith(`.${mine}`));
  });
}

function hostOf(url: string | null): string | null {
  try {
    return url ? new URL(url).hostname.replace(/^www\./, "").toLowerCase() : null;
  } catch {
    return null;
  }
}

function foreignAddresses(text: string, { sender }: DraftFacts): Array<string> {
  const mails = text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
  const phones = text.match(/(?:\+|\b00|\b0)\d(?:[\s.()-]*\d){7,13}/g) ?? [];
  return [...mails.filter((mail) => mail.toLowerCase() !== sender.email?.toLowerCase()), ...phones];
}

/** Numbers that stand in no fact. */
function inventedFigures(text: string, given: Record<string, string>, remark: string | null): Array<string> {
  const numbers = (from: string) =>
    (from.match(/\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?/g) ?? []).map((number) => number.replace(/[^\d]/g, ""));
  const known = new Set([...Object.values(given), remark ?? ""].flatMap(numbers));
  return numbers(text).filter((number) => !known.has(number));
}

/** Small words by which a language is known; Arabic is known by its letters. */
const telltale = Object.entries({
  fr: "le la les l des du de d un une vous votre vos nous notre pour avec que qu qui est et en au aux ce cette je j dans sur par si à cela",
  en: "the a an of to you your we our for with that which is are and in on this i at by it will have would may or",
  it: "il lo la i gli le l di del della dei delle da che e è un una uno per con su sua suo lei la le mi ci si al alla in ad a questo questa ha",
  es: "el la los las de del que y en un una por para con su sus usted le es esta este esto me si lo al a ya qué más",
  de: "der die das den dem des und ein eine einen einer ist zu mit für sie ihr ihre ihren ihnen ich wir uns von im in auf an es nicht oder",
} satisfies Record<Exclude<DraftLanguage, "ar">, string>).map(([language, words]) => ({
  language: language as DraftLanguage,
  words: new Set(words.split(" ")),
}));

/** The language most of its small words belong to; where most letters are Arabic, Arabic. */
export function languageOf(text: string): DraftLanguage {
  const lettersOf = (script: RegExp) => (text.match(script) ?? []).length;
  if (lettersOf(/\p{Script=Arabic}/gu) > lettersOf(/\p{Script=Latin}/gu)) return "ar";
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counted = telltale.map(({ language, words: own }) => ({ language, count: words.filter((word) => own.has(word)).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).language;
}

const order =
  /\b(?:ignore[rz]?|disregard|oublie[rz]?|forget|override|ignora|dimentica|olvida|ignoriere|vergiss)\b.{0,40}\b(?:instruction|consigne|prompt|rule|r[èe]gle|above|previous|pr[ée]c[ée]dent|istruzion|instruccion|anweisung)|تجاهل.{0,40}(?:تعليمات|أوامر)|system prompt|you are (?:now|an?)\b|tu es (?:maintenant|d[ée]sormais)|<\/?facts>/i;

/**
 * A value of a prospect, if it looks like what it claims to be. Names, towns and titles hold no links, no addresses, no long numbers, no
 * orders: what does is left out of the draft, whoever writes it.
 */
export function plausible(value: string | null, longest = 100): string | null {
  const line = value?.replace(/[\p{C}\s]+/gu, " ").trim();
  if (!line || line.length > longest) return null;
  if (/https?:|www\.|@|[<>{}[\]|\\]|\d{6,}/.test(line) || linkPattern.test(line) || order.test(line)) return null;
  return line;
}
