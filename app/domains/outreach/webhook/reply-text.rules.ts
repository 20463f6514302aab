/** What a person wrote in answer, without the mail he answers to; whether a machine wrote it; whether it asks us to stop. French and English. */

const headings = [
  /^\s*>?\s*Le\s.{6,160}?\s(a|à)\s[ée]crit\s*:?\s*$/iu,
  /^\s*>?\s*On\s.{6,200}?\swrote\s*:\s*$/iu,
  /^\s*-{2,}\s*(Message d[’']origine|Message original|Message transf[ée]r[ée]|Original Message|Forwarded message)\s*-{2,}/iu,
  /^\s*_{10,}\s*$/u,
];
const addressBlock = /^\s*\*?(De|From|Exp[ée]diteur)\s?\*?\s?:\s*\*?\s*\S/iu;
const addressNext = /^\s*\*?(Envoy[ée]|Sent|Date|[ÀA]|To|Objet|Subject)\s?\*?(\s+le)?\s?:/iu;
const closings = [
  /^\s*--\s*$/u,
  /^\s*(Envoy[ée]\s(de|depuis|[àa] partir de)\s|Sent from (my|Outlook)|Get Outlook for|T[ée]l[ée]charger Outlook|Obtenir Outlook|Obtenez Outlook)/iu,
];

/** The visible part of a reply, trimmed; everything when nothing tells where the quotation begins. */
export function visibleReply(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").slice(0, 100_000).split("\n");
  const start = quotationStart(lines);
  const above = withoutClosing(withoutQuotes(lines.slice(0, start)));
  if (above) return above;
  return withoutClosing(withoutQuotes(lines.slice(start + 1))); // answered below the quotation
}

function quotationStart(lines: string[]): number {
  for (const [at, line] of lines.entries()) {
    const two = `${line.trimEnd()} ${lines[at + 1]?.trim() ?? ""}`; // long headings are broken in two
    if (headings.some((heading) => heading.test(line) || (/^\s*>?\s*(Le|On)\s/u.test(line) && heading.test(two)))) return at;
    if (addressBlock.test(line) && lines.slice(at + 1, at + 5).some((next) => addressNext.test(next))) return at;
  }
  return lines.length;
}

const withoutQuotes = (lines: string[]) => lines.filter((line) => !/^\s*>/u.test(line));

function withoutClosing(lines: string[]): string {
  const end = lines.findIndex((line) => closings.some((closing) => closing.test(line)));
  return (end === -1 ? lines : lines.slice(0, end)).join("\n").trim();
}

const autoSubject =
  /^\s*(r[ée]ponse automatique|automatic reply|auto(matische)?[- ]?reply|out of office|absen(t|ce)\b|message d[’']absence|notification d[’']absence)/iu;

/** Out-of-office and the like: by the headers that say so, else by the subject that mail programs give it. */
export function isAutoReply(headers: Array<{ Name: string; Value: string }>, subject: string): boolean {
  const value = (name: string) =>
    headers
      .find(({ Name }) => Name.toLowerCase() === name)
      ?.Value.trim()
      .toLowerCase();
  const submitted = value("auto-submitted");
  if (submitted && !submitted.startsWith("no")) return true;
  if (value("x-autoreply") || value("x-autorespond") || value("x-autoresponder")) return true;
  if (["auto_reply", "auto-reply", "bulk", "junk"].includes(value("precedence") ?? "")) return true;
  return autoSubject.test(subject);
}

const wishes =
  /\b(desinscri\w*|desabonn\w*|unsubscribe\w*|opt[- ]?out|remove me|take me off|(ne|n) (plus|pas) (vouloir |souhaiter )?(recevoir|etre contacte\w*)|(ne|n) (veux|souhaite|desire) (plus|pas) (recevoir|etre contacte\w*)|plus (recevoir|etre contacte\w*)|retirez[- ](moi|mon|nous)|supprimez[- ](moi|mon|mes)|(ne )?(me|m|nous) (contactez|ecrivez|sollicitez|demarchez) (plus|pas)|stop (mail|email|e-mail|pub|publicite|spam)s?)\b/;

/** Whether a reply opposes further mail. Rather once too often: an opposition overlooked is against the law, one too many is undone by a person. */
export function asksToStop(reply: string): boolean {
  const folded = reply
    .slice(0, 600)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'`]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return (
    wishes.test(folded) ||
    /^\W*stop\W*( merci\W*| thanks\W*| please\W*)?$/.test(folded) ||
    /^\W*stop\W*$/m.test(reply.trim().split("\n")[0]!.toLowerCase())
  );
}

/** Text of a reply that came as HTML only. */
export const textOfHtml = (html: string) =>
  html
    .slice(0, 500_000)
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<blockquote\b[\s\S]*$/i, "")
    .replace(/<(br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&amp;/g, "&")
    .trim();
