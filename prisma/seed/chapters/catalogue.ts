import { inventAgency, inventedId } from "../invented-agencies";
import type { CustomFieldType } from "~/generated/prisma/enums";
import type { Chapter } from "../demo-story";

/** Ids of what the demo sells beside its first product. */
export const demoProducts = { photos: inventedId(2, 0xb), panel: inventedId(3, 0xb), keyBox: inventedId(4, 0xb) };

/** What the agency wants to know of its prospects beside what everybody asks. */
const ownFields: Array<{ key: string; label: string; fieldType: CustomFieldType; options?: Array<string> }> = [
  { key: "mandats", label: "Mandats en cours", fieldType: "number" },
  { key: "logiciel", label: "Logiciel métier", fieldType: "choice", options: ["Aucun", "Tableur", "Logiciel du réseau", "Autre logiciel"] },
  { key: "fin_contrat", label: "Fin du contrat actuel", fieldType: "date" },
  { key: "visite_virtuelle", label: "Propose des visites virtuelles", fieldType: "boolean" },
];

/** Two shelves, three more products with their prices, a field of the agency's own. */
export const catalogue: Chapter = async ({ db, companyId, days, now }) => {
  const shelf = async (name: string, displayOrder: number) =>
    (
      await db.category.upsert({
        where: { companyId_name: { companyId, name } },
        create: { companyId, name, displayOrder },
        update: {},
        select: { id: true },
      })
    ).id;
  const [services, goods] = [await shelf("Prestations", 1), await shelf("Matériel d’agence", 2)];
  const products = [
    {
      id: demoProducts.photos,
      name: "Reportage photo",
      description: "Vingt photos d’un bien, retouchées, livrées sous deux jours ouvrés.",
      categoryId: services,
      reference: "PHOTO-20",
      type: "service" as const,
      salePriceExclTax: 149,
      vatRate: 20,
    },
    {
      id: demoProducts.panel,
      name: "Panneau « À vendre »",
      description: "Panneau alvéolaire 80 × 60 cm, recto verso, fixations fournies.",
      categoryId: goods,
      reference: "PAN-8060",
      type: "good" as const,
      purchasePrice: 11.4,
      salePriceExclTax: 24.9,
      vatRate: 20,
      stockAlertThreshold: 20,
    },
    {
      id: demoProducts.keyBox,
      name: "Boîte à clés sécurisée",
      description: "Boîte à code pour les visites, acier, fixation murale.",
      categoryId: goods,
      reference: "CLE-01",
      type: "good" as const,
      purchasePrice: 16.8,
      salePriceExclTax: 39,
      vatRate: 20,
      stockAlertThreshold: 5,
    },
  ];
  await db.product.createMany({ data: products.map((product) => ({ companyId, ...product })), skipDuplicates: true });
  const there = await db.product.findMany({
    where: { companyId, id: { in: products.map(({ id }) => id) } },
    select: { id: true, salePriceExclTax: true },
  });
  await db.productPrice.createMany({
    data: there.map(({ id, salePriceExclTax }) => ({ companyId, productId: id, amount: salePriceExclTax ?? 0, validFrom: days.date(-60) })),
  });
  // One price for each home, as its fourth benefit says.
  const first = await db.product.findFirst({ where: { companyId, name: "Pack Visite 3D" }, select: { id: true } });
  if (first) await db.productPrice.create({ data: { companyId, productId: first.id, amount: 290, validFrom: days.date(-120) } });
  // What it cost before, and a range in another currency.
  const francs = { companyId, productId: demoProducts.panel, currency: "CHF", validFrom: days.date(-60) };
  await db.productPrice.createMany({
    data: [
      { companyId, productId: demoProducts.photos, amount: 129, validFrom: days.date(-425), validUntil: days.date(-61) },
      { ...francs, amount: 24, priceType: "range_min" },
      { ...francs, amount: 29.5, priceType: "range_max" },
    ],
  });
  await db.customField.createMany({
    data: [
      { companyId, categoryId: goods, key: "delai_pose", label: "Délai de pose (jours)", fieldType: "number", displayOrder: 1 },
      ...ownFields.map((field, place) => ({ companyId, entity: "prospect" as const, displayOrder: place + 1, ...field })),
    ],
    skipDuplicates: true,
  });
  const met = days.moment(-9, 10, 0);
  await db.prospect.createMany({
    data: Array.from({ length: 12 }, (_, place) => {
      const agency = inventAgency(9_101 + place, now);
      return {
        id: inventedId(9_101 + place, 0xc),
        companyId,
        organizationName: agency.organization_name,
        firstName: agency.first_name,
        lastName: agency.last_name,
        email: agency.email,
        city: agency.city,
        postalCode: agency.postal_code,
        department: agency.department,
        countryCode: "FR",
        source: "manual" as const,
        sourceDetail: "Tournée de novembre",
        createdAt: met,
        customFields: {
          mandats: 4 + ((place * 7) % 31),
          logiciel: ownFields[1]!.options![place % 4]!,
          ...(place % 3 === 0 && {
            fin_contrat: days
              .date(20 + place * 5)
              .toISOString()
              .slice(0, 10),
          }),
          ...(place % 4 === 0 && { visite_virtuelle: place % 8 === 0 }),
        },
      };
    }),
    skipDuplicates: true,
  });
};
