import { expect, test } from "vitest";
import { mapColumns } from "~/domains/prospecting/import/columns/map-columns.rules";
import { targets } from "./read-lists";

const map = (header: string, ...rows: Array<string>) =>
  targets(
    mapColumns(
      header.split(","),
      rows.map((row) => row.split(",")),
    ),
  );

test("the exports of known tools are understood", () => {
  expect(
    map(
      "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date",
      "1,Ada,Alba,ada@example.com,01 99 00 00 01,Bo,New,2026-01-05",
    ),
  ).toEqual({
    "Record ID": "externalId",
    "First Name": "firstName",
    "Last Name": "lastName",
    Email: "email",
    "Phone Number": "phone",
    "Contact owner": "custom",
    "Lead Status": "custom",
    "Create Date": "custom",
  });
  expect(
    map(
      "Name,Given Name,Additional Name,Family Name,Yomi Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title",
      "Ada Alba,Ada,,Alba,,* Home,ada@example.com,Mobile,06 39 98 00 01,Alba & fils,Directrice",
    ),
  ).toMatchObject({
    Name: "fullName",
    "Given Name": "firstName",
    "Additional Name": "ignore",
    "Family Name": "lastName",
    "E-mail 1 - Type": "custom",
    "E-mail 1 - Value": "email",
    "Phone 1 - Type": "custom",
    "Phone 1 - Value": "phone",
    "Organization 1 - Name": "organizationName",
    "Organization 1 - Title": "jobTitle",
  });
  expect(map("Person - Name,Person - Email,Organization - Name", "Ada Alba,ada@example.com,Alba & fils")).toEqual({
    "Person - Name": "fullName",
    "Person - Email": "email",
    "Organization - Name": "organizationName",
  });
});

test.each([
  ["Prénom", "firstName"],
  ["NOM DE FAMILLE", "lastName"],
  ["Adresse e-mail", "email"],
  ["Tél. portable", "mobile"],
  ["N° de téléphone", "phone"],
  ["Raison sociale", "organizationName"],
  ["Intitulé du poste", "jobTitle"],
  ["code_postal", "postalCode"],
  ["N° SIRET", "siret"],
  ["Étiquettes", "tags"],
  ["Ragione sociale", "organizationName"],
  ["Cognome", "lastName"],
  ["Città", "city"],
  ["Correo electrónico", "email"],
  ["Apellidos", "lastName"],
  ["Teléfono móvil", "mobile"],
  ["Straße", "street"],
  ["PLZ", "postalCode"],
  ["Ansprechpartner", "fullName"],
  ["companyName", "organizationName"],
  ["LinkedIn URL", "linkedinUrl"],
  ["Couleur préférée", "custom"],
])("the header %s means %s", (header, target) => {
  expect(mapColumns([header, "Autre"], [])[0]?.target).toBe(target);
});

test("columns without a header are known by their values", () => {
  const rows = [
    ["Alba", "alba@example.fr", "01 99 00 00 01", "75012", "www.example.fr"],
    ["Brise", "brise@example.fr", "06 39 98 00 02", "69003", "www.example.com"],
  ];
  expect(mapColumns(["", "", "", "", ""], rows).map(({ target }) => target)).toEqual([
    "custom",
    "email",
    "phone",
    "postalCode",
    "websiteUrl",
  ]);
});

test("every field is given once; a second phone is the mobile, a second e-mail is kept under its header", () => {
  const row = "01 99 00 00 01,02 99 00 00 02,03 99 00 00 03,a@example.fr,b@example.fr";
  expect(map("Phone 1,Phone 2,Phone 3,Email 1,Email 2", row)).toEqual({
    "Phone 1": "phone",
    "Phone 2": "mobile",
    "Phone 3": "custom",
    "Email 1": "email",
    "Email 2": "custom",
  });
  expect(map("Téléphone,Portable,Autre téléphone", "01 99 00 00 01,06 39 98 00 02,03 99 00 00 03")).toEqual({
    Téléphone: "phone",
    Portable: "mobile",
    "Autre téléphone": "custom",
  });
});

test("a column called Nom holds what its neighbours and values say", () => {
  expect(map("Prénom,Nom", "Ada,Alba")).toEqual({ Prénom: "firstName", Nom: "lastName" });
  expect(map("Nom,Adresse", "110 immo,1 rue du Lac", "Agence du Lac,2 rue du Lac")).toEqual({ Nom: "organizationName", Adresse: "street" });
  expect(map("Nom,Ville", "Ada Alba,Lyon", "Bo Brise,Nice")).toEqual({ Nom: "fullName", Ville: "city" });
});
