import { expect, test } from "vitest";
import { maturityCodes, maturityMost, maturityOf } from "~/domains/prospecting/agency/maturity.rules";
import { siteSigns } from "~/domains/prospecting/agency/site-signs.rules";

const page = (html: string, { url = "https://agence.example.test/", milliseconds = 500 } = {}) => siteSigns({ url, milliseconds, html });
const pointsOf = (html: string, how?: { url?: string; milliseconds?: number }) =>
  Object.fromEntries(maturityOf(page(html, how)).points.map(({ code, points }) => [code, points]));

const whole = `<!doctype html><html><head><title>Agence Corbelune, Rennes</title>
  <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="Vente et location à Rennes depuis 1987.">
  <meta name="generator" content="WordPress 6.5"><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":["RealEstateAgent"]}]}</script>
  <script src="https://cdn.matomo.cloud/matomo.js"></script></head>
  <body><a href="/estimation">Estimation en ligne</a><a href="https://calendly.com/corbelune">RDV</a><a href="/nos-annonces">Nos annonces</a>
  <a href="https://www.facebook.com/corbelune">f</a><a href="https://www.instagram.com/corbelune">i</a><a href="https://fr.linkedin.com/company/corbelune">l</a>
  <a href="https://www.bienici.com/agence/1">Bien’ici</a><a href="https://www.seloger.com/1">SeLoger</a><a href="tel:+33199000101">Appeler</a></body></html>`;

test("what digital maturity is made of gives 100 in all, and a site that shows all of it has them", () => {
  expect(Object.values(maturityMost).reduce((sum, most) => sum + most, 0)).toBe(100);
  const { score, points } = maturityOf(page(whole));
  expect(score).toBe(100);
  expect(points.map(({ code }) => code)).toEqual(maturityCodes);
  expect(points.find(({ code }) => code === "social")?.seen).toBe("Facebook, Instagram, LinkedIn");
});

test("a bare page keeps only what it shows, and the points are the sum of the score", () => {
  const { score, points } = maturityOf(
    page("<html><body><p>Bienvenue</p></body></html>", { url: "http://a.example.test/", milliseconds: 9000 }),
  );
  expect(score).toBe(0);
  expect(points.every(({ points: given }) => given === 0)).toBe(true);
  const some = maturityOf(page(whole, { url: "http://a.example.test/", milliseconds: 1500 }));
  expect(some.score).toBe(some.points.reduce((sum, { points: given }) => sum + given, 0));
  expect(some.score).toBe(87);
});

test("words in comments, scripts and styles are not words of the page", () => {
  const hidden = `<html><head><title>Agence</title><style>.a{content:"nos annonces"}</style><script>var t = "estimation en ligne";</script></head>
    <body><!-- prendre rendez-vous, nos annonces --><p>Bienvenue</p></body></html>`;
  expect(pointsOf(hidden)).toMatchObject({ listings: 0, valuation: 0, booking: 0 });
});

test("what only looks like a portal, a network or structured data counts for nothing", () => {
  const html = `<html><body><a href="https://seloger.com.evil.example.test/">SeLoger</a><a href="https://notfacebook.com/x">f</a>
    <a href="javascript:alert(1)">x</a><a href="https://[">y</a><script type="application/ld+json">{"@type": </script></body></html>`;
  expect(pointsOf(html)).toMatchObject({ portals: 0, social: 0, described: 0 });
});

test("accents, capitals and broken markup change nothing, and a huge page is read to a bound", () => {
  expect(pointsOf("<HTML><BODY><A HREF=/x>FAITES ESTIMER VOTRE BIEN<b><p>Prenez contact : <i>CONTACTEZ-NOUS")).toMatchObject({
    contact: 6,
  });
  expect(pointsOf("<html><body><h1>Faire estimer</h1>")).toMatchObject({ valuation: 14 });
  const huge = `<html><body>${"<p>mot</p>".repeat(300_000)}<p>nos annonces</p></body></html>`;
  expect(pointsOf(huge)).toMatchObject({ listings: 0 });
});
