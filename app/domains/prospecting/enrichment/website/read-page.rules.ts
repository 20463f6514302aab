import { Parser } from "htmlparser2";

/** What a page shows, as far as anything of a firm is looked for in it. Text of strangers: nothing in it is obeyed. */
export interface PageParts {
  text: string;
  links: Array<{ href: string; label: string }>;
  description: string | null;
  generator: string | null;
  /** Addresses of scripts and styles, and names of classes that tell what a site is made with. */
  made: string;
  /** JSON-LD, as written. */
  data: Array<string>;
}

const longestText = 300_000;
const mostLinks = 500;
const longestMade = 50_000;
const longestData = 100_000;
/** The parser's time grows with the square of what stands open: a page made to stop us is left where nobody's page ever was. */
const deepest = 2000;
/** Characters between two looks at the depth. */
const slice = 8192;
const silent = new Set(["script", "style", "noscript", "template", "svg", "iframe", "object"]);
const breaks = /^(p|div|li|br|tr|td|h[1-6]|section|article|footer|header|address|ul|ol|table)$/;

/** Reads a page as a stream of tags: broken nesting and endless repetition cost no more than its length. */
export function readPage(html: string): PageParts {
  const page: PageParts = { text: "", links: [], description: null, generator: null, made: "", data: [] };
  let [mute, depth] = [0, 0];
  let link: { href: string; label: string } | null = null;
  let data: string | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++;
        if (name === "meta") readMeta(page, attributes);
        if ((name === "script" || name === "link") && page.made.length < longestMade)
          page.made += ` ${(attributes.src ?? attributes.href ?? "").slice(0, 300)}`;
        if (name === "script" && /ld\+json/i.test(attributes.type ?? "") && page.data.length < 20) data = "";
        if (silent.has(name)) mute++;
        if (name === "a" && attributes.href && page.links.length < mostLinks) {
          link = { href: attributes.href.slice(0, 1000), label: "" };
          page.links.push(link);
        }
        if (breaks.test(name)) say(page, "\n");
      },
      ontext(text) {
        if (data !== null) {
          if (data.length < longestData) data += text;
        } else if (mute === 0) {
          say(page, text);
          if (link && link.label.length < 200) link.label += text;
        }
      },
      onclosetag(name) {
        depth--;
        if (name === "script" && data !== null) {
          page.data.push(data);
          data = null;
        }
        if (silent.has(name) && mute > 0) mute--;
        if (name === "a") link = null;
        if (breaks.test(name)) say(page, "\n");
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  for (let at = 0; at < html.length && depth < deepest; at += slice) parser.write(html.slice(at, at + slice));
  parser.end();
  page.text = page.text.replace(/[^\S\n]+/g, " ").replace(/ ?\n[ \n]*/g, "\n");
  return page;
}

function say(page: PageParts, text: string) {
  if (page.text.length < longestText) page.text += text.slice(0, longestText);
}

function readMeta(page: PageParts, { name, property, content }: Record<string, string>) {
  const key = (name ?? property ?? "").toLowerCase();
  if (!content) return;
  if (key === "description" || (key === "og:description" && !page.description)) page.description = content.slice(0, 2000);
  if (key === "generator") page.generator = content.slice(0, 100);
}
