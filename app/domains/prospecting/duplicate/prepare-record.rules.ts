import { foldText } from "../prospect/clean-text.rules";
import { normaliseEmail } from "../prospect/normalise-email.rules";
import type { ProspectInput } from "../prospect/prospect.schema";
import { addedWords, freeMail, honorifics, legalForms, nameFamilies, roleMailboxes, sharedHosts, smallWords } from "./match-words.rules";
import { soundOf } from "./text-distance.rules";

/** What a prospect says of himself, as far as two of them can be told apart or not. */
export type MatchFacts = Pick<
  ProspectInput,
  | "firstName"
  | "lastName"
  | "organizationName"
  | "email"
  | "phone"
  | "mobile"
  | "siret"
  | "street"
  | "postalCode"
  | "city"
  | "countryCode"
  | "websiteUrl"
  | "linkedinUrl"
  | "customFields"
>;

export interface PreparedEmail {
  /** What reaches the same mailbox: without what follows a `+`; at Google without points. */
  mailbox: string;
  written: string;
  local: string;
  domain: string;
  isRole: boolean;
}

/** A record in the forms that comparing needs, made once a record. */
export interface PreparedRecord {
  first: string;
  last: string;
  firstFamilies: Array<number>;
  /** Folded name as one, in order and sorted, so that order makes no difference. */
  nameSorted: string;
  soundFirst: string;
  soundLast: string;
  /** Who the firm is, without legal forms; and without the words added for countries and trades. */
  firm: string;
  firmCore: string;
  firmAdded: string;
  emails: Array<PreparedEmail>;
  phones: Array<string>;
  siret: string;
  linkedin: string;
  host: string;
  streetNumber: string;
  streetWords: string;
  postcode: string;
  city: string;
  country: string;
  /** Other columns, folded, by header. */
  extras: Map<string, string>;
}

/** Brings a prospect into the form in which it is compared. Nothing said is the empty text. */
export function prepareRecord(facts: MatchFacts): PreparedRecord {
  const { first, last } = personName(facts.firstName ?? "", facts.lastName ?? "");
  const firm = firmName(facts.organizationName ?? "");
  const { number, words } = streetOf(facts.street ?? "");
  const record: PreparedRecord = {
    first,
    last,
    firstFamilies: nameFamilies.get(first.replaceAll(" ", "")) ?? [],
    nameSorted: `${first} ${last}`.trim().split(" ").sort().join(" "),
    soundFirst: soundOf(first),
    soundLast: soundOf(last),
    ...firm,
    emails: [],
    phones: [],
    siret: facts.siret ?? "",
    linkedin: linkedinOf(facts.linkedinUrl ?? ""),
    host: hostOf(facts.websiteUrl ?? ""),
    streetNumber: number,
    streetWords: words,
    postcode: (facts.postalCode ?? "").replace(/\s/g, "").toUpperCase(),
    city: foldText(facts.city ?? "")
      .replace(/\bst\b/g, "saint")
      .replace(/\bste\b/g, "sainte"),
    country: facts.countryCode ?? "",
    extras: new Map(),
  };
  if (facts.email) addEmail(record, facts.email);
  for (const number of [facts.phone, facts.mobile]) if (number && !record.phones.includes(number)) record.phones.push(number);
  for (const [header, value] of Object.entries(facts.customFields ?? {}))
    if (typeof value === "string" || typeof value === "number") addExtra(record, header, String(value));
  return record;
}

/** A column nobody mapped may hold a second address or number: it counts as what it is. */
function addExtra(record: PreparedRecord, header: string, value: string) {
  if (value.includes("@")) {
    const email = normaliseEmail(value);
    if (email) return addEmail(record, email);
  }
  if (/^\+[1-9]\d{7,14}$/.test(value)) {
    if (!record.phones.includes(value)) record.phones.push(value);
    return;
  }
  if (value.length > 80) return;
  const folded = foldText(value);
  if (folded) record.extras.set(header, folded);
}

const sameMailbox: Record<string, string> = { "googlemail.com": "gmail.com" };

function addEmail(record: PreparedRecord, written: string) {
  const at = written.lastIndexOf("@");
  const domain = sameMailbox[written.slice(at + 1)] ?? written.slice(at + 1);
  let local = written.slice(0, at).replace(/\+.*$/, "") || written.slice(0, at);
  if (domain === "gmail.com") local = local.replaceAll(".", "");
  const mailbox = `${local}@${domain}`;
  if (!record.emails.some((one) => one.mailbox === mailbox))
    record.emails.push({ mailbox, written, local, domain, isRole: roleMailboxes.has(local.replace(/[\d._-]/g, "")) });
}

const isFreeMail = (domain: string) => freeMail.has(domain);
/** The firm's own mail domains of a record. */
export const ownDomains = ({ emails }: PreparedRecord) => emails.flatMap(({ domain }) => (isFreeMail(domain) ? [] : [domain]));

function personName(firstName: string, lastName: string): { first: string; last: string } {
  const clean = (text: string) => {
    const words = foldText(text).split(" ");
    const named = words.filter((word) => !honorifics.has(word) || words.length === 1);
    return named.join(" ");
  };
  return { first: clean(firstName), last: clean(lastName) };
}

function firmName(name: string): Pick<PreparedRecord, "firm" | "firmCore" | "firmAdded"> {
  // Abbreviations lose their points first: `S.A.R.L.` is one word.
  const folded = foldText(name.replace(/(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu, (letters) => letters.replaceAll(".", "")));
  const words = folded === "" ? [] : folded.split(" ");
  const named = words.filter((word) => !legalForms.has(word) && !smallWords.has(word));
  const core = named.filter((word) => !addedWords.has(word));
  const firm = (named.length > 0 ? named : words).join(" ");
  return {
    firm,
    firmCore: core.length > 0 ? core.join(" ") : firm,
    firmAdded:
      core.length > 0
        ? named
            .filter((word) => addedWords.has(word))
            .sort()
            .join(" ")
        : "",
  };
}

const ways: Record<string, string> = {
  av: "avenue",
  ave: "avenue",
  bd: "boulevard",
  bld: "boulevard",
  blvd: "boulevard",
  bvd: "boulevard",
  pl: "place",
  ch: "chemin",
  che: "chemin",
  rte: "route",
  imp: "impasse",
  all: "allee",
  sq: "square",
  fg: "faubourg",
  fbg: "faubourg",
  crs: "cours",
  st: "saint",
  ste: "sainte",
  gal: "general",
  mal: "marechal",
  pdt: "president",
  dr: "docteur",
  r: "rue",
  str: "strasse",
};

function streetOf(street: string): { number: string; words: string } {
  const words = foldText(street)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => ways[word] ?? word);
  const at = words.findIndex((word) => /^\d{1,4}[a-z]?$/.test(word));
  const number = at === -1 ? "" : words[at]!.replace(/[a-z]$/, "");
  const named = words.filter((word, place) => place !== at && !smallWords.has(word) && !/^(?:bis|ter|quater)$/.test(word));
  return { number, words: named.join(" ") };
}

function linkedinOf(url: string): string {
  const match = /linkedin\.com\/(in|company|pub)\/([^/?#]+)/i.exec(url);
  if (!match) return "";
  try {
    return `${match[1]!.toLowerCase() === "company" ? "company" : "in"}/${decodeURIComponent(match[2]!).toLowerCase()}`;
  } catch {
    return `in/${match[2]!.toLowerCase()}`;
  }
}

function hostOf(url: string): string {
  const host = /^https?:\/\/(?:www\d?\.)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
  return sharedHosts.has(host) ? "" : host;
}
