import { isOneSlip } from "../duplicate/text-distance.rules";

/** Mailbox providers of the countries we speak the languages of. */
const wellKnown: ReadonlySet<string> = new Set(
  "gmail.com googlemail.com outlook.com outlook.fr outlook.it outlook.es outlook.de hotmail.com hotmail.fr hotmail.it hotmail.es hotmail.de hotmail.co.uk live.com live.fr live.it live.co.uk msn.com yahoo.com yahoo.fr yahoo.it yahoo.es yahoo.de yahoo.co.uk ymail.com icloud.com me.com aol.com protonmail.com proton.me gmx.de gmx.net gmx.com gmx.fr web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr club-internet.fr libero.it virgilio.it tiscali.it alice.it telefonica.net".split(
    " ",
  ),
);

/** Those whose name is no other word: one slip away from them is hardly ever a firm of its own. */
const unmistakable = [...wellKnown].filter((domain) =>
  /^(gmail|googlemail|outlook|hotmail|yahoo|icloud|protonmail|wanadoo|laposte|numericable|virgilio|tiscali|t-online|club-internet)\./.test(
    domain,
  ),
);

/** Endings typed for .com, and slips that more than one letter makes. */
const slips: Readonly<Record<string, string>> = {
  "gmail.fr": "gmail.com",
  "gmail.it": "gmail.com",
  "gmail.es": "gmail.com",
  "gmail.de": "gmail.com",
  "gmail.net": "gmail.com",
  "gmaill.con": "gmail.com",
  "gmial.con": "gmail.com",
  "hotmial.con": "hotmail.com",
  "icloud.fr": "icloud.com",
  "icloud.it": "icloud.com",
  "icloud.de": "icloud.com",
  "ornage.fr": "orange.fr",
  "oragne.fr": "orange.fr",
  "orangr.fr": "orange.fr",
  "laposte.fr": "laposte.net",
  "la-poste.net": "laposte.net",
};

/** The well-known domain that was probably meant; null when this may be what was meant. A proposal: nothing is changed by it. */
export function meantDomain(domain: string): string | null {
  if (wellKnown.has(domain)) return null;
  if (Object.hasOwn(slips, domain)) return slips[domain]!;
  return unmistakable.find((known) => known[0] === domain[0] && isOneSlip(domain, known)) ?? null;
}
