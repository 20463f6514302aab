import { strFromU8, unzipSync } from "fflate";
import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import { describePerson } from "~/domains/privacy/person/describe-person.server";

test("a person's archive holds what was collected, for machines and to read, whatever signs are in it", async () => {
  const tables = [
    {
      table: "prospects",
      rows: [
        {
          id: "x",
          first_name: "Éloïse",
          last_name: "Łukasiewicz محمد 😀",
          notes: `${"long".repeat(400)} et « accents » à œuvre\nligne`,
          tags: ["A"],
          email: null,
        },
      ],
    },
    { table: "messages", rows: Array.from({ length: 120 }, (_, at) => ({ subject: `Sujet ${at}`, sent_at: "2026-11-21T08:00:00.000Z" })) },
  ];
  const files = unzipSync(
    await describePerson({ tables, company: "Agence d’essai", language: "fr", at: new Date("2026-11-21T08:00:00Z") }),
  );
  expect(JSON.parse(strFromU8(files["donnees.json"]!))).toMatchObject({ format: "essor-person/1", tables });
  const pdf = await PDFDocument.load(files["donnees.pdf"]!);
  expect(pdf.getPageCount()).toBeGreaterThan(3);
  expect(pdf.getTitle()).toBe("Vos données personnelles");
});
