import { AppError } from "~/platform/errors";
import { fetchOutside } from "~/platform/fetch-outside.server";
import type { ProviderAnswer, ProviderFault, Question } from "../provider/question.rules";
import { extractFacts, type ReadPage } from "./extract-facts.rules";
import { decodePage } from "./page-text.rules";
import { readPage } from "./read-page.rules";
import { mayRead } from "./robots.rules";

/** As which we ask, and are told in robots.txt what we may read. */
const robot = "Essor";
/** Of a page no more is read: what a firm says of itself stands at its beginning or at its end, never behind megabytes. */
const longestPage = 1_500_000;
const longestRobots = 100_000;
const secondsAPage = 10;
/** Pages beside the first. */
const mostPages = 3;

const wanted: ReadonlyArray<RegExp> = [
  /mentions?[\s-]?l[ée]gales?|legal[\s-]?notice|impressum|note[\s-]?legali|aviso[\s-]?legal/i,
  /contact|kontakt|contatti|contacto|nous[\s-]?joindre/i,
  /(?:a|à|qui)[\s-](?:propos|sommes)|about|equipe|équipe|agence/i,
];

/** Reads what a site shows of its firm: its first page and those that say who stands behind it, where its robots.txt lets us. */
export async function readWebsite({ website }: Question): Promise<ProviderAnswer> {
  const start = new URL(website!);
  try {
    const robots = await readRobots(start);
    const may = (url: URL) => mayRead(robots, robot, url.pathname + url.search);
    if (!may(start)) return { outcome: "failed", code: "robots" };
    const first = await readOne(start);
    if (!first) return { outcome: "failed", code: "no_page" };
    const home = new URL(first.url);
    // Led to another site: its robots.txt is another's. The first page alone is looked at.
    const others =
      home.host === start.host || withoutWww(home.host) === withoutWww(start.host) ? furtherPages(first, home).filter(may) : [];
    const pages = [first];
    for (const url of others) {
      const page = await readOne(url).catch(() => null);
      if (page) pages.push(page);
    }
    const values = extractFacts(pages, withoutWww(home.hostname));
    return { outcome: "answered", values: [...values, { field: "website", value: home.origin, confidence: 0.9, url: home.href }] };
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith("platform.outside.")) return { outcome: "failed", code: faultOf(error) };
    throw error;
  }
}

const withoutWww = (host: string) => host.replace(/^www\./, "");

function faultOf({ code }: AppError): ProviderFault {
  if (code.endsWith("too_slow")) return "too_slow";
  if (code.endsWith("private") || code.endsWith("address_invalid")) return "private";
  return code.endsWith("status") || code.endsWith("redirects") ? "no_page" : "unreachable";
}

/** Nothing, where the site has none. */
async function readRobots(start: URL): Promise<string> {
  try {
    const answer = await fetchOutside(new URL("/robots.txt", start), { atMost: Infinity, seconds: secondsAPage, plain: true });
    return new TextDecoder().decode(await beginningOf(answer.bytes, longestRobots));
  } catch (error) {
    if (error instanceof AppError && error.code === "platform.outside.status") return "";
    throw error;
  }
}

async function readOne(url: URL): Promise<ReadPage | null> {
  const answer = await fetchOutside(url, {
    atMost: Infinity, // cut below: a page that never ends is a page with a beginning
    seconds: secondsAPage,
    plain: true,
    headers: { accept: "text/html,application/xhtml+xml" },
  });
  const type = String(answer.headers["content-type"] ?? "text/html");
  const bytes = await beginningOf(answer.bytes, /html|text\/plain/i.test(type) ? longestPage : 0);
  return bytes.length === 0 ? null : { ...readPage(decodePage(bytes, type)), url: answer.url.href };
}

async function beginningOf(bytes: AsyncIterable<Uint8Array>, atMost: number): Promise<Uint8Array> {
  const pieces: Array<Uint8Array> = [];
  let size = 0;
  for await (const piece of bytes) {
    pieces.push(piece.subarray(0, Math.max(0, atMost - size)));
    size += piece.byteLength;
    if (size >= atMost) break; // ends the answer too
  }
  return Buffer.concat(pieces);
}

/** Pages of the same site whose link says that they tell who it is, one of each kind. */
function furtherPages(first: ReadPage, home: URL): Array<URL> {
  const found = new Map<string, URL>();
  for (const kind of wanted) {
    const link = first.links.find(
      ({ href, label }) => (kind.test(label) || kind.test(href)) && !/^(mailto|tel|javascript|data):/i.test(href),
    );
    if (!link || !URL.canParse(link.href, home.href)) continue;
    const url = new URL(link.href, home);
    url.hash = "";
    if (url.host === home.host && url.href !== home.href) found.set(url.href, url);
  }
  return [...found.values()].slice(0, mostPages);
}
