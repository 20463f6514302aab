import { pieceIn } from "~/platform/i18n";
import type { DraftLanguage, Tone } from "../campaign/campaign.rules";
import { activityIn } from "./activities.rules";
import { type Draft, type DraftFacts, factList } from "./facts.rules";
import { calm, inside, unstopped } from "./french.rules";
import { arabic } from "./phrases-ar.rules";
import { german } from "./phrases-de.rules";
import { english } from "./phrases-en.rules";
import { spanish } from "./phrases-es.rules";
import { french } from "./phrases-fr.rules";
import { italian } from "./phrases-it.rules";
import type { Intent, Phrases, Said, Sentence } from "./phrases.rules";
import { tenderSentence } from "./tender-phrases.rules";
import { priceSentence } from "./price-phrases.rules";

const phrasesOf: Record<DraftLanguage, Phrases> = { fr: french, en: english, it: italian, es: spanish, de: german, ar: arabic };
const longestJob = 60;
const longestSubject = 100;

/**
 * A draft composed from the facts alone, without a model: the same facts give the same draft, other facts another one.
 * A remark is followed as far as rules can: a tone, a shorter text; each revision says it differently.
 */
export function composeDraft(given: DraftFacts): Draft {
  const phrases = phrasesOf[given.language];
  const tone = toneAsked(given.remark) ?? given.tone;
  const chance = chanceOf(`${given.prospectId} ${given.revision}`);
  const facts = factList(given);
  const { said, cited } = speaker(given, phrases, facts);
  const knows = (key: string) => facts[`prospect.${key}`] !== undefined;

  const opening = pick(
    phrases.opening[knows("organizationName") ? (knows("city") ? "org_city" : "org") : knows("city") ? "city" : "none"][tone],
    chance,
  )(said);
  const details = detailsOf(phrases, tone, given, knows, chance).map((sentence) => sentence(said));
  const pitch = pitchOf(phrases, tone, said, facts, cited, given);
  const ask = pick(phrases.ask[intentOf(given.goal)][tone], chance >>> 3)(said);

  const greeting = greet(given, phrases, tone, cited);
  const closing = pick(phrases.closing[tone], chance >>> 5);
  const piece = pieceIn(given.language);
  const sign = [closing, ...[facts["sender.name"], facts["sender.company"]].flatMap((line) => (line ? [piece(line)] : []))].join("\n");
  const subject = subjectOf(phrases, tone, said, knows, chance >>> 7, facts["product.name"]!);
  const typeset = given.language === "fr" ? withHardSpaces : (text: string) => text;
  return {
    subject: typeset(subject),
    preview: typeset((facts["product.benefit.1"] && unstopped(facts["product.benefit.1"])) ?? capital(opening)).slice(0, 150),
    paragraphs: [greeting, [opening, ...details].join(" "), pitch, ask, sign].map(typeset),
    evidence: [...cited].map(([key, quote]) => ({ key, quote: typeset(quote) })),
  };
}

/** Whether the rules could do what the remark asks. */
export const canFollow = (remark: string) => toneAsked(remark) !== null || wantsShort(remark);

/** The facts as words, each remembered as cited when it is said. */
function speaker({ prospect, product, goal, language }: DraftFacts, phrases: Phrases, facts: Record<string, string>) {
  const piece = pieceIn(language);
  const cited = new Map<string, string>();
  const cite = (key: string, text: string) => {
    if (!cited.has(key)) cited.set(key, text);
    return piece(text);
  };
  const said: Said = {
    org: () => cite("prospect.organizationName", calm(prospect.organizationName!.trim())),
    city: () => {
      const city = calm(prospect.city!.trim());
      cite("prospect.city", language === "fr" ? city.replace(/^les? /i, "") : city); // the sentence may say "au Havre"
      return piece(city);
    },
    job: () => cite("prospect.jobTitle", innerOf(language)(calm(prospect.jobTitle!.trim()))),
    activity: () => cite("prospect.activity", activityIn(prospect.activity!, language)!),
    tender: () => cite("prospect.tender", facts["prospect.tender"]!),
    product: () => cite("product.name", product.name),
    duration: () => {
      const { words, asked } = durationOf(goal, phrases);
      return asked ? cite("campaign.goal", words) : words;
    },
    site: (words) => cite("prospect.websiteUrl", words),
  };
  return { said, cited };
}

function greet({ prospect, language }: DraftFacts, phrases: Phrases, tone: Tone, cited: Map<string, string>): string {
  const first = prospect.firstName && calm(prospect.firstName.trim());
  const last = tone === "formal" && prospect.lastName && calm(prospect.lastName.trim());
  if (!first) return phrases.greeting[tone](null);
  cited.set("prospect.firstName", first);
  if (last) cited.set("prospect.lastName", last);
  return phrases.greeting[tone](pieceIn(language)(last ? `${first} ${last}` : first));
}

/** One or two sentences on what else is known; which come first, the prospect decides. */
function detailsOf(
  phrases: Phrases,
  tone: Tone,
  { prospect, remark, language }: DraftFacts,
  knows: (key: string) => boolean,
  chance: number,
) {
  if (remark && wantsShort(remark)) return [];
  const known = [
    knows("jobTitle") && prospect.jobTitle!.length <= longestJob && phrases.job[tone],
    knows("activity") && activityIn(prospect.activity!, language) && phrases.activity[tone],
    knows("websiteUrl") && phrases.site[tone],
  ].filter((sentence) => typeof sentence === "function");
  const turned = known.length > 1 && chance % 2 ? [...known.slice(1), known[0]!] : known;
  const tender: Array<Sentence> = knows("tender") ? [(said) => tenderSentence(said.tender(), language)] : [];
  return [...tender, ...turned].slice(0, tone === "direct" ? 1 : 2);
}

function pitchOf(
  phrases: Phrases,
  tone: Tone,
  said: Said,
  facts: Record<string, string>,
  cited: Map<string, string>,
  { product, remark, language }: DraftFacts,
) {
  const piece = pieceIn(language);
  const isShort = Boolean(remark && wantsShort(remark));
  const withPrice = (pitch: string) => {
    if (!product.price || isShort) return pitch;
    cited.set("product.price", product.price);
    return `${pitch}\n${priceSentence(piece(product.price), language)}`;
  };
  const atMost = tone === "direct" || isShort ? 2 : 3;
  const benefits = product.benefits.slice(0, atMost).flatMap((_, at) => {
    const text = unstopped(facts[`product.benefit.${at + 1}`] ?? "");
    if (text) cited.set(`product.benefit.${at + 1}`, text);
    return text ? [text] : [];
  });
  if (benefits.length === 1) {
    const only = innerOf(language)(benefits[0]!);
    cited.set("product.benefit.1", only);
    return withPrice(`${phrases.benefit[tone](said)} ${piece(only)}.`);
  }
  if (benefits.length > 1) return withPrice(`${phrases.benefits[tone](said)}\n${benefits.map((text) => `– ${piece(text)}`).join("\n")}`);
  return withPrice(phrases.offer[tone](said));
}

function subjectOf(phrases: Phrases, tone: Tone, said: Said, knows: (key: string) => boolean, chance: number, product: string): string {
  const kind = knows("organizationName") ? "org" : knows("city") ? "city" : "none";
  const subject = pick(phrases.subject[kind][tone], chance)(said);
  return subject.length <= longestSubject ? subject : product.slice(0, longestSubject);
}

const intents: Array<[Intent, RegExp]> = [
  ["demo", /d[ée]mo|dimostra|essai|essay|\btry\b|trial|prueba|\bprova\b|vorf[üu]hr|montrer|show|mostrar|zeigen|تجرب|عرض توضيحي/i],
  ["visit", /\bvisite\b|rendre visite|passer voir|\bvisit\b|\bvisit[ae]\b|besuch|زيارة/i],
  [
    "meet",
    /rendez|\brdv\b|appel|t[ée]l[ée]phon|telefon|tel[ée]fon|[ée]change|r[ée]uni|rencontr|call|meet|talk|appuntament|incontr|\bcita\b|llamada|termin|treffen|gespr[äa]ch|anruf|minut|\bmin\b|موعد|مكالمة|اجتماع|لقاء|دقيقة|دقائق/i,
  ],
];

/** What the goal asks for; without one the message asks for an answer. */
export const intentOf = (goal: string | null): Intent => intents.find(([, words]) => goal && words.test(goal))?.[0] ?? "answer";

function durationOf(goal: string | null, { duration }: Phrases) {
  const minutes = Number(/(\d{1,3})\s*(?:min|دقيقة|دقائق)/i.exec(goal ?? "")?.[1] ?? 0);
  if (minutes === 0) return { words: duration.quarter, asked: false };
  if (minutes === 15) return { words: duration.quarter, asked: true };
  if (minutes === 30) return { words: duration.half, asked: true };
  return { words: duration.minutes(minutes), asked: true };
}

function toneAsked(remark: string | null): Tone | null {
  if (!remark) return null;
  if (/formel|förmlich|soutenu|formal|s[ée]rieu|رسمي/i.test(remark)) return "formal";
  if (/direct|dirett|direkt|droit au but|to the point|مباشر/i.test(remark)) return "direct";
  if (/chaleur|amical|friendl|freundlich|warm|convivial|cordial|cercan|amichevol|ودّ?ي|ودود/i.test(remark)) return "friendly";
  return null;
}

const wantsShort = (remark: string) =>
  /court|bref|brève|brev|short|brief|concis|kurz|kürzer|knapp|cort[ao]|más breve|أقصر|قصير|مختصر/i.test(remark);

/** A value as it stands inside a sentence. German nouns keep their capital. */
const innerOf = (language: DraftLanguage) => (language === "de" ? (text: string) => text : inside);

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** French signs of two parts keep their space on the line. */
const withHardSpaces = (text: string) => text.replace(/ ([?!;:»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");

const pick = <T>(among: ReadonlyArray<T>, chance: number): T => among[chance % among.length]!;

/** FNV-1a: the same text, the same number, on every runtime. */
function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
