import { expect, test } from "vitest";
import { addressLine, oneLine, paragraphsOf } from "~/domains/outreach/sending/letter.rules";
import { asksToStop, isAutoReply, textOfHtml, visibleReply } from "~/domains/outreach/webhook/reply-text.rules";

const said = "Bonjour,\nVotre idée m'intéresse.\n\nAppelez-moi jeudi.";
const quotations = {
  "French, one line": "Le lun. 2 mars 2026 à 10:00, Odile <odile@example.fr> a écrit :\n> Bonjour",
  "French, two lines": "Le lun. 2 mars 2026 à 10:00, Odile Trémoire - Agence <odile@example.fr>\na écrit :\n\nBonjour, sans chevrons",
  "French, quoted heading": "> Le 2 mars 2026 à 10:00, Odile <odile@example.fr> a écrit :\n> A\n> B",
  English: "On Mon, 2 Mar 2026 at 10:00, Odile <odile@example.fr> wrote:\n> Hello",
  "English, two lines": "On Mon, 2 Mar 2026 at 10:00, Odile Trémoire\n<odile@example.fr> wrote:\n\n> Hello",
  Samsung:
    "-------- Message d'origine --------\nDe : Odile <odile@example.fr>\nDate : 02/03/26 10:00 (GMT+01:00)\nÀ : s@example.test\nObjet : Une idée",
  Outlook:
    "________________________________\nFrom: Odile <odile@example.fr>\nSent: Monday, March 2, 2026 10:00 AM\nTo: s@example.test\nSubject: Une idée\n\nBonjour",
  "Outlook in French": "De : Odile <odile@example.fr>\nEnvoyé : lundi 2 mars 2026 10:00\nÀ : s@example.test\nObjet : Une idée\n\nBonjour",
  "a phone's signature": "Envoyé de mon iPhone\n\nLe 2 mars 2026 à 10:00, Odile <odile@example.fr> a écrit :\n> Bonjour",
  "an app's signature":
    "Télécharger Outlook pour Android<https://aka.example.com/x>\n\n________________________________\nFrom: Odile\nSent: Monday\nSubject: x",
  "a signature": "-- \nSolène Quimerch\n01 99 00 12 34",
};

test.each(Object.entries(quotations))("of a reply over a quotation in the way of %s what the person wrote stays", (_, quotation) => {
  expect(visibleReply(`${said}\n\n${quotation}`)).toBe(said);
  expect(visibleReply(`${said}\n\n${quotation}`.replaceAll("\n", "\r\n"))).toBe(said);
});

test("an answer between or below the quotation is found, a date in a sentence ends nothing", () => {
  expect(visibleReply("Le 2 mars 2026 à 10:00, Odile <o@example.fr> a écrit :\n> On se voit ?\nOui, jeudi.")).toBe("Oui, jeudi.");
  expect(visibleReply("Le mieux serait lundi.\nMerci")).toBe("Le mieux serait lundi.\nMerci");
  expect(visibleReply("On peut se voir ?\nDe : rien à dire")).toBe("On peut se voir ?\nDe : rien à dire");
});

test("a reply in HTML alone becomes its words", () => {
  expect(textOfHtml("<style>p{}</style><p>Oui &amp; merci</p><div>Jeudi</div><blockquote><p>Bonjour</p></blockquote>")).toBe(
    "Oui & merci\nJeudi",
  );
});

test.each([
  "STOP",
  "stop.",
  "Stop merci",
  "Merci de me désinscrire",
  "DESINSCRIPTION",
  "désabonnez-moi svp",
  "Please unsubscribe me",
  "Je ne souhaite plus recevoir vos mails",
  "Ne me contactez plus",
  "Retirez-moi de votre liste",
  "please remove me from your list",
  "stop pub",
])("%s opposes", (text) => expect(asksToStop(text)).toBe(true));

test.each([
  "Oui, appelez-moi",
  "Nous faisons du non-stop le samedi",
  "On stoppe rien, au contraire",
  "Je souhaite recevoir votre plaquette",
  "Plus tard peut-être",
])("%s does not oppose", (text) => expect(asksToStop(text)).toBe(false));

test("machines are told by their headers or their subject", () => {
  const header = (Name: string, Value: string) => [{ Name, Value }];
  expect(isAutoReply(header("Auto-Submitted", "auto-replied"), "Re: x")).toBe(true);
  expect(isAutoReply(header("X-Autoreply", "yes"), "Re: x")).toBe(true);
  expect(isAutoReply(header("Precedence", "auto_reply"), "Re: x")).toBe(true);
  expect(isAutoReply([], "Réponse automatique : Une idée")).toBe(true);
  expect(isAutoReply([], "Automatic reply: idea")).toBe(true);
  expect(isAutoReply(header("Auto-Submitted", "no"), "Re: Une idée")).toBe(false);
  expect(isAutoReply(header("X-Auto-Response-Suppress", "All"), "Re: Une idée")).toBe(false);
});

test("no header holds a line break, no text becomes markup", () => {
  expect(oneLine("Bonjour\r\nBcc: x@example.test\u2028suite")).toBe("Bonjour Bcc: x@example.test suite");
  expect(addressLine('Le "Guen"\r\nX: y', "o@example.fr")).toBe('"Le Guen X: y" <o@example.fr>');
  expect(paragraphsOf("<script>a</script>\n\nb")).not.toContain("<script");
  expect(paragraphsOf('https://example.com/"onmouseover="x')).not.toContain('"onmouseover');
});
