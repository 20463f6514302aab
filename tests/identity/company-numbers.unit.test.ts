import { expect, test } from "vitest";
import { readNaf, readSiren, readSiretOf, readVat, vatFitsSiren } from "~/domains/identity/company/company-numbers.rules";

test("a SIREN and a SIRET are read as people write them, and refused when a digit is wrong", () => {
  expect(readSiren("732 829 320")).toBe("732829320");
  expect(readSiren("732829321")).toBeNull();
  expect(readSiren("000000000")).toBeNull();
  expect(readSiretOf("732 829 320 00074")).toBe("73282932000074");
  expect(readSiretOf("73282932000075")).toBeNull();
  expect(readSiretOf("7328293200007")).toBeNull();
});

test("a post office has a SIRET by La Poste's own rule", () => {
  expect(readSiretOf("356 000 000 00048")).toBe("35600000000048"); // its seat, by Luhn
  expect(readSiretOf("35600000049837")).toBe("35600000049837"); // a branch: 50, a multiple of five
  expect(readSiretOf("35600000049838")).toBeNull();
});

test("VAT numbers of the languages we speak are held to their check digits", () => {
  const right = ["FR 40 303 265 045", "DE136695976", "IT00743110157", "ESA13585625", "ES54362315K", "ESX2482300W", "IE6433435F", "IE8Z49289F", "IE3628739UA", "BE0428759497", "LU15027442"]; // prettier-ignore
  const wrong = ["FR41303265045", "DE136695978", "IT00743110158", "ESA13585626", "ES54362315Z", "IE6433435E", "IE8Z49389F", "BE0431150351", "LU15027443"]; // prettier-ignore
  for (const number of right) expect(readVat(number), number).not.toBeNull();
  for (const number of wrong) expect(readVat(number), number).toBeNull();
});

test("VAT numbers of the other members are held to their form, and no other country has one", () => {
  expect(readVat("ATU13585627")).toBe("ATU13585627");
  expect(readVat("NL004495445B01")).toBe("NL004495445B01");
  expect(readVat("AT13585627")).toBeNull();
  expect(readVat("GB980780684")).toBeNull();
  expect(readVat("XI980780684")).toBe("XI980780684");
  expect(readVat("")).toBeNull();
});

test("a French VAT number says which SIREN it is of", () => {
  expect(vatFitsSiren("FR40303265045", "303265045")).toBe(true);
  expect(vatFitsSiren("FR40303265045", "732829320")).toBe(false);
  expect(vatFitsSiren("DE136695976", "732829320")).toBe(true);
});

test("a NAF code is read as INSEE writes it", () => {
  expect(readNaf("68.31z")).toBe("6831Z");
  expect(readNaf("6831")).toBeNull();
  expect(readNaf("0031Z")).toBeNull();
});
