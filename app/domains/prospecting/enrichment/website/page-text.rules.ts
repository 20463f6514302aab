import { fromWindows1252 } from "../../import/read/decode-text.rules";

/** Bytes of a page to text: by its mark, by what the server or the page says, else UTF-8 where it is, else Windows-1252. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const told = bom(bytes) ?? charsetIn(contentType) ?? charsetIn(new TextDecoder("latin1").decode(bytes.subarray(0, 2048)));
  if (told && western.test(told)) return asWestern(bytes);
  if (told) {
    try {
      return new TextDecoder(told).decode(bytes);
    } catch {
      // a name that nobody knows: judged by the bytes, as without one
    }
  }
  try {
    // A page that was cut may end within a character.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return asWestern(bytes);
  }
}

/** Names under which pages mean Windows-1252. */
const western = /^(windows-1252|cp-?1252|iso-?8859-?1|latin-?1|(us-)?ascii)$/i;
const asWestern = (bytes: Uint8Array) => fromWindows1252(Buffer.from(bytes).toString("latin1"));
const bom = ([one, two, three]: Uint8Array) =>
  one === 0xef && two === 0xbb && three === 0xbf ? "utf-8" : one === 0xff && two === 0xfe ? "utf-16le" : one === 0xfe && two === 0xff ? "utf-16be" : null; // prettier-ignore
const charsetIn = (text: string) => /charset\s*=\s*["']?\s*([a-z0-9_:-]{2,40})/i.exec(text)?.[1] ?? null;
