/** How the text of a message becomes the parts of a mail. What prospects and people wrote is text here, never markup and never a header. */

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

/** One line: a header that held a line break would begin another header. */
export const oneLine = (text: string) => text.replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();

const paragraphStyle = "font-size:16px;line-height:24px;margin:0 0 16px";
const addressForm = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Blank lines part paragraphs, single breaks stay, web addresses become links. */
export function paragraphsOf(content: string): string {
  return content
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => `<p style="${paragraphStyle}">${linked(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("");
}

function linked(text: string): string {
  let html = "";
  let at = 0;
  for (const found of text.matchAll(addressForm)) {
    const address = escapeHtml(found[0]);
    html += `${escapeHtml(text.slice(at, found.index))}<a href="${address}" class="link" style="color:#2f55d4">${address}</a>`;
    at = found.index + found[0].length;
  }
  return html + escapeHtml(text.slice(at));
}

/** `"Name" <address>`, the name quoted so that no sign in it can mean anything. */
export function addressLine(name: string, address: string): string {
  const quoted = oneLine(name).replace(/["\\]/g, "").slice(0, 100);
  return quoted ? `"${quoted}" <${oneLine(address)}>` : oneLine(address);
}

/** The bare address of a line such as `Essor <bonjour@essor.example>`. */
export const addressOf = (line: string) => /<([^<>]+)>\s*$/.exec(line)?.[1]?.trim() ?? line.trim();
