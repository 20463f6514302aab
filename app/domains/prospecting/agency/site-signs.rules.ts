import { Parser } from "htmlparser2";
import type { SiteSigns } from "./maturity.rules";

/** A page as it came: what was asked, how long it took, what it said. */
export interface FetchedPage {
  /** The address that answered, after redirects. */
  url: string;
  milliseconds: number;
  html: string;
}

/** What is read of a page at most, in UTF-16 units: beyond it nothing new is told. */
const mostText = 200_000;
const mostLinks = 3000;

const portals: Record<string, RegExp> = {
  SeLoger: /(^|\.)seloger(-construire|neuf)?\.com$/,
  Leboncoin: /(^|\.)leboncoin\.fr$/,
  "Bien’ici": /(^|\.)bienici\.com$/,
  "Logic-Immo": /(^|\.)logic-immo\.com$/,
  "Figaro Immobilier": /(^|\.)immobilier\.lefigaro\.fr$|(^|\.)explorimmo\.com$/,
  "Ouest-France Immo": /(^|\.)ouestfrance-immo\.com$/,
  "Green-Acres": /(^|\.)green-acres\.fr$/,
};
const networks: Record<string, RegExp> = {
  Facebook: /(^|\.)facebook\.com$/,
  Instagram: /(^|\.)instagram\.com$/,
  LinkedIn: /(^|\.)linkedin\.com$/,
  YouTube: /(^|\.)youtube\.com$/,
  TikTok: /(^|\.)tiktok\.com$/,
  X: /^(www\.)?(twitter|x)\.com$/,
};
const bookingHosts = /(^|\.)(calendly\.com|cal\.com|rdvonline\.fr|planitime\.fr|clicrdv\.com|timify\.com)$/;
const valuationHosts = /(^|\.)(meilleursagents\.com|drimki\.fr|realadvisor\.fr|jestimo\.com|immo-facile\.com)$/;
const counters: Array<[name: string, sign: RegExp]> = [
  ["Google Tag Manager", /googletagmanager\.com\/(gtm|gtag)/],
  ["Google Analytics", /google-analytics\.com|gtag\/js|\bgtag\s*\(/],
  ["Matomo", /matomo\.(js|php)|piwik\.(js|php)|cdn\.matomo\.cloud/],
  ["Meta", /connect\.facebook\.net/],
  ["Plausible", /plausible\.io\/js/],
  ["Hotjar", /static\.hotjar\.com/],
];
const valuation =
  /\b(estimation (en ligne|gratuite|immediate|immobiliere)|estimer (mon|votre|un|son) (bien|appartement|maison|logement)|faire estimer|online valuation|estimez)\b/;
const booking =
  /\b(prendre (un )?(rdv|rendez vous)|prise de (rdv|rendez vous)|reserver (une visite|un creneau)|planifier une visite|book (an appointment|a viewing))\b/;
const listings =
  /\b(nos (annonces|biens|offres|ventes|locations)|biens? a vendre|a vendre|a louer|acheter|nos mandats|our properties|for sale)\b/;
const contact = /\b(contactez nous|nous contacter|formulaire de contact|contact us|ecrivez nous)\b/;

/** Words as the signs look for them: without accents, capitals and marks. */
const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ");

/**
 * What a page shows. It is read as a browser would read it, comments and scripts apart from words, however broken; what it says of
 * itself is only ever compared, never kept.
 */
export function siteSigns({ url, milliseconds, html }: FetchedPage): SiteSigns {
  const page = readTags(html);
  const hosts = page.links.flatMap((link) => hostOf(link, url) ?? []);
  const words = ` ${plain(page.text)} ${plain(page.links.map(pathOf).join(" "))} `;
  const found = (known: Record<string, RegExp>) => Object.keys(known).filter((name) => hosts.some((host) => known[name]!.test(host)));
  return {
    isSecure: url.startsWith("https:"),
    milliseconds,
    hasViewport: page.hasViewport,
    hasTitle: page.title.trim().length >= 5,
    hasDescription: page.hasDescription,
    hasValuation: valuation.test(words) || hosts.some((host) => valuationHosts.test(host)),
    hasBooking: booking.test(words) || hosts.some((host) => bookingHosts.test(host)),
    hasListings: listings.test(words),
    hasContact: contact.test(words) || page.hasMessageForm || page.links.some((link) => /^(mailto|tel):/i.test(link)),
    portals: found(portals),
    networks: found(networks),
    madeWith: page.generator?.trim().slice(0, 80) || null,
    counters: counters.filter(([, sign]) => sign.test(page.scripts)).map(([name]) => name),
    described: [...new Set(page.described.flatMap(typesIn))].filter((type) => /^[A-Za-z]{2,40}$/.test(type)).slice(0, 5),
  };
}

function hostOf(link: string, base: string): string | null {
  if (!URL.canParse(link, base)) return null;
  const { protocol, hostname } = new URL(link, base);
  return protocol === "http:" || protocol === "https:" ? hostname : null;
}
const pathOf = (link: string) => (/^[a-z]+:(?!\/\/)/i.test(link) ? "" : link.replace(/^https?:\/\/[^/]*/i, "").slice(0, 200));

function typesIn(json: string): Array<string> {
  try {
    const told = JSON.parse(json) as unknown;
    const things = [told, (told as { "@graph"?: unknown } | null)?.["@graph"]].flat(2);
    return things
      .flatMap((thing) => [(thing as { "@type"?: unknown } | null)?.["@type"]].flat())
      .filter((type) => typeof type === "string");
  } catch {
    return []; // says it is structured and is not
  }
}

interface Tags {
  title: string;
  text: string;
  scripts: string;
  links: Array<string>;
  described: Array<string>;
  hasViewport: boolean;
  hasDescription: boolean;
  hasMessageForm: boolean;
  generator: string | null;
}

function readTags(html: string): Tags {
  const page: Tags = { title: "", text: "", scripts: "", links: [], described: [], hasViewport: false, hasDescription: false, hasMessageForm: false, generator: null }; // prettier-ignore
  let inside: "title" | "script" | "json" | "style" | null = null;
  let json = "";
  const parser = new Parser({
    onopentag(name, { href, src, type = "", name: meta = "", property = "", content = "" }) {
      const link = name === "a" || name === "link" ? href : name === "iframe" || name === "img" ? src : undefined;
      if (link && page.links.length < mostLinks) page.links.push(link);
      if (name === "script") {
        inside = /ld\+json/i.test(type) ? "json" : "script";
        json = "";
        if (src) page.scripts += ` ${src.slice(0, 500)}`;
      } else if (name === "style" || name === "noscript") inside = name === "style" ? "style" : inside;
      else if (name === "title") inside = "title";
      else if (name === "textarea" || (name === "input" && /email/i.test(type))) page.hasMessageForm = true;
      else if (name === "meta") {
        const about = (meta || property).toLowerCase();
        if (about === "viewport" && /width\s*=/.test(content)) page.hasViewport = true;
        if (about === "description" && content.trim().length >= 20) page.hasDescription = true;
        if (about === "generator") page.generator = content;
      }
    },
    ontext(text) {
      if (inside === "title") page.title += text.slice(0, 500);
      else if (inside === "json") json += json.length < mostText ? text : "";
      else if (inside === "script") page.scripts += page.scripts.length < mostText ? text : "";
      else if (inside === null && page.text.length < mostText) page.text += ` ${text}`;
    },
    onclosetag(name) {
      if (name === "script" && inside === "json") page.described.push(json);
      if (name === "script" || name === "style" || name === "title") inside = null;
    },
  });
  parser.write(html);
  parser.end();
  return page;
}
