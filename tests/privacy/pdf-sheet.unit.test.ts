import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import { runsOf } from "~/domains/privacy/person/bidi-runs.rules";
import { writeSheet } from "~/domains/privacy/person/pdf-sheet.server";
import { languages } from "~/platform/i18n";

const drawn = (line: string, direction: "ltr" | "rtl" | "auto") => runsOf(line, direction).map(({ text }) => text);

test("a line that runs one way is one part", () => {
  expect(drawn("Agence du Port, 3 quai", "ltr")).toEqual(["Agence du Port, 3 quai"]);
  expect(runsOf("شركة الميناء", "rtl")).toEqual([{ text: "شركة الميناء", isRtl: true }]);
});

test("in an Arabic line a Latin name and a number stand where the eye looks for them, marks of direction are not drawn", () => {
  expect(drawn("الشركة \u2068Agence du Port\u2069 هنا", "rtl")).toEqual([" هنا", "Agence du Port", "الشركة "]);
  expect(drawn("الهاتف: 01 99 00 12 34", "rtl").join("|")).not.toMatch(/[\u2066-\u2069]/);
  expect(drawn("3 quai de la Fosse, 44000 Nantes", "auto")).toEqual(["3 quai de la Fosse, 44000 Nantes"]);
});

test("signs of two sides are turned round where they run from the right", () => {
  expect(runsOf("منصب (وكيل)", "rtl")).toEqual([{ text: "منصب )وكيل(", isRtl: true }]);
});

test("a sheet is written in every language, with names of both directions, its pages counted and its language said", async () => {
  for (const language of languages) {
    const bytes = await writeSheet({
      title: language === "ar" ? "البيانات المحفوظة عنك" : "Données conservées",
      intro: ["\u2068Agence d’Œuvre & Fils\u2069", "بيانات (تجربة) 2026"],
      language,
      parts: Array.from({ length: 12 }, (_, at) => ({
        title: `العملاء ${at} · Prospects`,
        rows: [
          [
            { label: "الاسم", value: "Zoé Łukasik (Straße)" },
            { label: "Ville", value: "مدينة تونس, 1000 – \u{1f600}" },
            { label: "E-mail", value: "zoe@example.test" },
          ],
        ],
      })),
    });
    const pdf = await PDFDocument.load(bytes);
    expect(pdf.getPageCount(), language).toBeGreaterThan(1);
    expect(pdf.catalog.toString(), language).toContain(`/Lang (${language})`);
    if (process.env.SHEETS) (await import("node:fs")).writeFileSync(`${process.env.SHEETS}/${language}.pdf`, bytes);
  }
});
