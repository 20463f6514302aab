import { inventedId } from "../invented-agencies";
import type { Chapter } from "../demo-story";

/** Ids of what the demo sells beside its first product. */
export const demoProducts = { photos: inventedId(2, 0xb), panel: inventedId(3, 0xb), keyBox: inventedId(4, 0xb) };

/** Two shelves, three more products with their prices, a field of the agency's own. */
export const catalogue: Chapter = async ({ db, companyId, days }) => {
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
  await db.customField.createMany({
    data: [{ companyId, categoryId: goods, key: "delai_pose", label: "Délai de pose (jours)", fieldType: "number", displayOrder: 1 }],
    skipDuplicates: true,
  });
};
