import { expect, test } from "vitest";
import { identityKeys, mergeProspects } from "~/domains/prospecting/import/line/identity-keys.rules";
import type { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";

const areOne = (one: ProspectInput, other: ProspectInput) => identityKeys(one).some((key) => identityKeys(other).includes(key));

test("the same e-mail, the same SIRET, the same phone and name are one prospect", () => {
  expect(areOne({ email: "a@example.fr", lastName: "Alba" }, { email: "a@example.fr", lastName: "Brise" })).toBe(true);
  expect(areOne({ siret: "73282932000074" }, { siret: "73282932000074", organizationName: "Alba" })).toBe(true);
  expect(
    areOne(
      { phone: "+33199001234", firstName: "Élodie", lastName: "D'Artois" },
      { phone: "+33199001234", firstName: "ELODIE", lastName: "d artois" },
    ),
  ).toBe(true);
  expect(areOne({ phone: "+33639981122", lastName: "Alba" }, { mobile: "+33639981122", lastName: "alba" })).toBe(true);
});

test("branches of one chain and colleagues behind one switchboard stay apart", () => {
  expect(
    areOne(
      { organizationName: "Chaîne immo", phone: "+33199001234", street: "1 rue A" },
      { organizationName: "Chaîne immo", phone: "+33199005678", street: "2 rue B" },
    ),
  ).toBe(false);
  expect(areOne({ organizationName: "Chaîne immo", street: "1 rue A" }, { organizationName: "Chaîne immo", street: "2 rue B" })).toBe(
    false,
  );
  expect(areOne({ phone: "+33199001234", organizationName: "Alba" }, { phone: "+33199001234", organizationName: "Brise" })).toBe(false);
  expect(
    areOne(
      { phone: "+33199001234", firstName: "Ada", organizationName: "Alba" },
      { phone: "+33199001234", firstName: "Bo", organizationName: "Alba" },
    ),
  ).toBe(false);
  expect(areOne({ phone: "+33199001234" }, { phone: "+33199001234" })).toBe(false);
});

test("a merge fills what is empty, never empties, keeps the older word and reports the newer one", () => {
  const older: ProspectInput = {
    email: "a@example.fr",
    firstName: "Élodie",
    city: "Lyon",
    phone: null,
    tags: ["a"],
    customFields: { x: "1" },
  };
  const newer: ProspectInput = {
    email: "a@example.fr",
    firstName: "ELODIE",
    city: "Nice",
    phone: "+33199001234",
    lastName: "",
    jobTitle: null,
    tags: ["a", "b"],
    customFields: { x: "2", y: "3" },
  };
  expect(mergeProspects(older, newer)).toEqual({
    merged: { ...older, phone: "+33199001234", tags: ["a", "b"], customFields: { x: "1", y: "3" } },
    filled: ["phone", "tags", "customFields"],
    conflicts: [{ field: "city", kept: "Lyon", offered: "Nice" }],
  });
  expect(mergeProspects(older, older)).toEqual({ merged: older, filled: [], conflicts: [] });
});
