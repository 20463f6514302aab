import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { firstStages } from "~/domains/crm/stage/sales-stages.rules";
import { inCompany } from "~/platform/tenancy.server";
import { voiceFor } from "~/platform/i18n.server";
import { aCompany, asOwner } from "~tests/factories/company";

const migration = readFileSync("prisma/migrations/20261123000202_stages_for_all/migration.sql", "utf8");

test("companies of before get the stages that sign-up gives, in their language and once; who has stages keeps them", async () => {
  const [french, english, own] = [await aCompany(), await aCompany({ language: "en" }), await aCompany()];
  await inCompany(own.owner, ({ db, companyId }) =>
    db.salesStage.create({ data: { companyId, name: "À rappeler", displayOrder: 1, probability: 5 } }),
  );
  const stagesOf = await asOwner(async (owner) => {
    await owner.query("BEGIN");
    await owner.query(migration);
    await owner.query(migration);
    const { rows } = await owner.query(
      `SELECT company_id, key, name, probability, color, display_order, is_default, is_won, is_lost FROM sales_stages
       WHERE company_id = ANY ($1) ORDER BY display_order`,
      [[french, english, own].map(({ companyId }) => companyId)],
    );
    await owner.query("ROLLBACK"); // the others of this database go on without
    return ({ companyId }: { companyId: string }) =>
      rows.filter((row) => row.company_id === companyId).map(({ company_id: _, ...row }) => row);
  });
  for (const [company, language] of [
    [french, "fr"],
    [english, "en"],
  ] as const) {
    const voice = await voiceFor(language, ["crm"]);
    expect(stagesOf(company)).toEqual(
      firstStages.map(({ key, probability, color }, at) => ({
        key,
        name: voice.t(`stage.${key}`, { ns: "crm" }),
        probability,
        color,
        display_order: at + 1,
        is_default: at === 0,
        is_won: key === "won",
        is_lost: key === "lost",
      })),
    );
  }
  expect(stagesOf(own)).toMatchObject([{ key: null, name: "À rappeler" }]);
});
