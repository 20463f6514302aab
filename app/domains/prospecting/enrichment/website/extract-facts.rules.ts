import { passesLuhn } from "~/domains/identity/company/company-numbers.rules";
import { freeMail } from "../../duplicate/match-words.rules";
import { normaliseEmail } from "../../prospect/normalise-email.rules";
import { normalisePhone } from "../../prospect/normalise-phone.rules";
import { isSiret } from "../../prospect/normalise-siret.rules";
import type { FoundValue } from "../enrichment-fields.rules";
import type { PageParts } from "./read-page.rules";

export interface ReadPage extends PageParts {
  url: string;
}

/** What the pages of a site say of its firm: of each field the surest. */
export function extractFacts(pages: ReadonlyArray<ReadPage>, host: string): Array<FoundValue> {
  const found = pages.flatMap((page) => [
    ...emailsOf(page, host),
    ...phonesOf(page),
    ...numbersOf(page),
    ...addressesOf(page),
    ...linkedinsOf(page),
    ...descriptionsOf(page),
  ]);
  const techs = technologiesOf(pages);
  if (techs.length > 0) found.push({ field: "technologies", value: techs.join(", "), confidence: 0.9, url: pages[0]!.url });
  const sirets = new Set(found.flatMap(({ field, value }) => (field === "siret" ? [value] : [])));
  const best = new Map<string, FoundValue>();
  for (const one of found) {
    // Two establishments on one site: which of them is meant, the page does not say.
    const sure = one.field === "siret" && sirets.size > 1 ? { ...one, confidence: Math.min(one.confidence, 0.5) } : one;
    if (sure.confidence > (best.get(one.field)?.confidence ?? 0)) best.set(one.field, sure);
  }
  return [...best.values()];
}

const nobody =
  /^(no-?reply|ne-?pas-?repondre|example|exemple|your|votre|nom|name|email|sentry|wixpress|postmaster|abuse|dpo|rgpd|privacy|webmaster)\b/;
const files = /\.(png|jpe?g|gif|webp|svg|css|js|woff2?)$/;

function emailsOf({ text, links, url, data }: ReadPage, host: string): Array<FoundValue> {
  const told = links.flatMap(({ href }) => (/^mailto:/i.test(href) ? [decoded(href.slice(7).split("?")[0]!)] : []));
  const open = text
    .slice(0, 300_000)
    .replace(/\s?[[(]\s?(?:at|arobase|à)\s?[\])]\s?/gi, "@")
    .replace(/\s?[[(]\s?(?:dot|point)\s?[\])]\s?/gi, ".");
  const seen = [...open.matchAll(/[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi)]
    .slice(0, 50)
    .map(([one]) => one);
  const structured = jsonOf(data).flatMap(({ email }) => (typeof email === "string" ? [email] : []));
  const score = (address: string, base: number) => {
    const domain = address.split("@")[1]!;
    return domain === host || host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`)
      ? base
      : freeMail.has(domain)
        ? base - 0.15
        : base - 0.4;
  };
  return [
    ...told.map((one) => [one, 0.9] as const),
    ...structured.map((one) => [one, 0.9] as const),
    ...seen.map((one) => [one, 0.82] as const),
  ].flatMap(([raw, base]) => {
    const value = normaliseEmail(raw);
    return value && !nobody.test(value) && !files.test(value)
      ? [{ field: "email" as const, value, confidence: score(value, base), url }]
      : [];
  });
}

function phonesOf({ text, links, url, data }: ReadPage): Array<FoundValue> {
  const told = links.flatMap(({ href }) => (/^tel:/i.test(href) ? [decoded(href.slice(4))] : []));
  const structured = jsonOf(data).flatMap(({ telephone }) => (typeof telephone === "string" ? [telephone] : []));
  const seen = [...text.matchAll(/(?:\+33|0033|0)\s?(?:\(0\)\s?)?[1-9](?:[\s.\u00a0\u202f-]?\d\d){4}(?!\d)/g)].slice(0, 30);
  const values = [
    ...told.map((one) => [one, 0.88] as const),
    ...structured.map((one) => [one, 0.88] as const),
    ...seen.map(
      (match) => [match[0], /\b(?:fax|télécopie)\b/i.test(text.slice(Math.max(0, match.index - 20), match.index)) ? 0.2 : 0.76] as const,
    ),
  ];
  return values.flatMap(([raw, confidence]) => {
    const value = normalisePhone(raw.slice(0, 40));
    return value ? [{ field: "phone" as const, value, confidence, url }] : [];
  });
}

/** Register numbers that pass their own check; on a page that must name them they are surer. */
function numbersOf({ text, url }: ReadPage): Array<FoundValue> {
  const base = /legal|mention|impressum/i.test(url) ? 0.92 : 0.8;
  const found: Array<FoundValue> = [];
  for (const [raw] of [...text.matchAll(/\b\d{3}[\s.\u00a0\u202f]?\d{3}[\s.\u00a0\u202f]?\d{3}[\s.\u00a0\u202f]?\d{5}\b/g)].slice(0, 30)) {
    const siret = raw.replace(/\D/g, "");
    if (isSiret(siret)) found.push({ field: "siret", value: siret, confidence: base, url });
  }
  for (const [, key, siren] of [...text.matchAll(/\bFR\s?([0-9A-Z]{2})\s?(\d{3}\s?\d{3}\s?\d{3})\b/g)].slice(0, 10)) {
    const digits = siren!.replace(/\D/g, "");
    if (passesLuhn(digits)) found.push({ field: "vat", value: `FR${key}${digits}`, confidence: base, url });
  }
  return found;
}

function addressesOf({ text, url, data }: ReadPage): Array<FoundValue> {
  const structured = jsonOf(data).flatMap(({ address }) => {
    if (!address || typeof address !== "object") return [];
    const { streetAddress = "", postalCode = "", addressLocality = "" } = address as Record<string, unknown>;
    return [{ value: [streetAddress, postalCode, addressLocality].map(String).join("\n"), confidence: 0.85 }];
  });
  const seen = [
    ...text.matchAll(
      /(\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av\.|boulevard|bd|place|quai|cours|allée|chemin|impasse|route|square)\s[^\n\d]{2,60}?)[\s,–-]{1,4}(\d{5})\s([\p{L}][\p{L}\s'’-]{1,40})/giu,
    ),
  ]
    .slice(0, 5)
    .map(([, street, code, town]) => ({ value: [street!.trim(), code, town!.split("\n")[0]!.trim()].join("\n"), confidence: 0.7 }));
  return [...structured, ...seen].map((one) => ({ field: "address" as const, ...one, url }));
}

const linkedinsOf = ({ links, url }: ReadPage): Array<FoundValue> =>
  links
    .filter(({ href }) => /^https?:\/\/([a-z]{2,3}\.)?linkedin\.com\/(company|in)\/[\w%-]+/i.test(href))
    .map(({ href }) => ({ field: "linkedin", value: href.split("?")[0]!, confidence: /\/company\//i.test(href) ? 0.85 : 0.5, url }));

const descriptionsOf = ({ description, url }: ReadPage): Array<FoundValue> =>
  description && description.trim().length >= 30 ? [{ field: "description", value: description, confidence: 0.75, url }] : [];

const hints: ReadonlyArray<readonly [name: string, mark: RegExp]> = [
  ["WordPress", /wp-(?:content|includes)\//],
  ["Wix", /static\.wixstatic|parastorage/],
  ["Squarespace", /squarespace/],
  ["Shopify", /cdn\.shopify/],
  ["Prestashop", /prestashop/i],
  ["Webflow", /webflow/],
  ["Joomla", /\/media\/(?:jui|system)\//],
  ["Drupal", /\/sites\/default\/files\//],
  ["Google Analytics", /google-analytics|gtag\/js|googletagmanager/],
  ["Matomo", /matomo|piwik/],
  ["Meta Pixel", /connect\.facebook\.net/],
  ["HubSpot", /hs-scripts|hubspot/],
  ["reCAPTCHA", /recaptcha/],
];
function technologiesOf(pages: ReadonlyArray<ReadPage>): Array<string> {
  const made = pages.map((page) => `${page.made} ${page.generator ?? ""}`).join(" ");
  return hints.filter(([name, mark]) => mark.test(made) || made.includes(name)).map(([name]) => name);
}

/** What a page tells machines of its firm: objects of JSON-LD, the nested ones of a graph too. */
function jsonOf(data: ReadonlyArray<string>): Array<Record<string, unknown>> {
  return data.flatMap((text) => {
    try {
      const read: unknown = JSON.parse(text);
      const top = (Array.isArray(read) ? read : [read]) as Array<unknown>;
      return top
        .flatMap((one) => [one, ...(isObject(one) && Array.isArray(one["@graph"]) ? (one["@graph"] as Array<unknown>) : [])])
        .filter(isObject)
        .slice(0, 50);
    } catch {
      return [];
    }
  });
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
