export const longestEmail = 254;

const shape =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** The address in lower case, domain in its ASCII form; null when no mail can reach it (no domain, no top level, blanks …). */
export function normaliseEmail(text: string): string | null {
  let address = text.trim().toLowerCase();
  if (!shape.test(address)) address = unwrap(address);
  if (address.length > longestEmail || !shape.test(address)) return null;
  return address.indexOf("@") > 64 ? null : address;
}

function unwrap(text: string): string {
  const bracketed = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  const bare = bracketed
    .replace(/^mailto:/, "")
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, "")
    .replace(/^[\s"'(<]+|[\s"')>.;,]+$/g, "");
  const at = bare.lastIndexOf("@");

  if (at < 1 || !/[^\x00-\x7f]/.test(bare.slice(at))) return bare;
  try {
    return `${bare.slice(0, at)}@${new URL(`http://${bare.slice(at + 1)}`).hostname}`;
  } catch {
    return bare;
  }
}

/** The addresses of a cell that may hold several, as written. */
export const splitEmails = (text: string): Array<string> =>
  text
    .split(/\s*:::\s*|\s*[;,|\n]\s*|\s+(?:\/|ou|or|et|and)\s+|(?<=\.[a-z]{2,6})\s+(?=\S+@)/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
