import { expect, test } from "vitest";
import { directionOf, inSentence, languages } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";

const bare = (text: string) => text.replace(/[\u2066-\u2069\u200e]/g, "");

test("each language has its own plural forms, Arabic all six", async () => {
  const said = async (language: (typeof languages)[number], counts: Array<number>) => {
    const voice = await voiceFor(language, ["outreach"]);
    return counts.map((count) => voice.t("outreach:drafts.empty.writing", { count }));
  };
  expect(new Set(await said("ar", [0, 1, 2, 3, 11, 100])).size).toBe(6);
  expect((await said("ar", [3, 11])).map(bare)).toEqual(["3 مسودات قيد الصياغة.", "11 مسودة قيد الصياغة."]);
  expect(await said("de", [1, 2])).toEqual(["1 Entwurf wird gerade verfasst.", "2 Entwürfe werden gerade verfasst."]);
  expect(await said("it", [1, 1_000_000])).toEqual(["1 bozza è in fase di redazione.", "1000000 bozze sono in fase di redazione."]);
});

test("numbers inside Arabic sentences are Western, as on the rest of the page", async () => {
  const voice = await voiceFor("ar", ["prospecting"]);
  expect(voice.t("prospecting:import.check.lines_read", { count: 12_481 })).toMatch(/12.?481/);
});

test("a Latin name inside an Arabic sentence stays one piece; an address of the web is left as it is", async () => {
  const voice = await voiceFor("ar", ["outreach"]);
  expect(voice.t("outreach:drafts.remark_kept", { remark: "Plus court." })).toBe("ملاحظة: \u2068Plus court.\u2069");
  expect(voice.t("outreach:sending.mail.unsubscribe_text", { link: "https://essor.example/u/1" })).toMatch(
    /: https:\/\/essor\.example\/u\/1$/,
  );
  const french = await voiceFor("fr", ["outreach"]);
  expect(french.t("outreach:drafts.remark_kept", { remark: "<b>" })).toBe("Remarque\u00a0: <b>");
});

test("only Arabic runs from the right; a label inside a German sentence keeps its capital", () => {
  expect(languages.filter((language) => directionOf(language) === "rtl")).toEqual(["ar"]);
  expect([inSentence("Téléphone", "fr"), inSentence("Telefon", "de"), inSentence("SIRET", "it")]).toEqual([
    "téléphone",
    "Telefon",
    "SIRET",
  ]);
});
