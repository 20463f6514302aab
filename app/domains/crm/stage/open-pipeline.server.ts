import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { firstStages } from "./sales-stages.rules";

/** Gives a company the stages a pipeline begins with, named in its language. A company that has stages keeps them as they are. @returns how many were made */
export async function openPipeline(companyId: string, jobId: string): Promise<number> {
  const scope = asJob(companyId, jobId);
  const { language } = await inCompany(scope, ({ db }) =>
    db.company.findUniqueOrThrow({ where: { id: companyId }, select: { language: true } }),
  );
  const voice = await voiceFor(isLanguage(language) ? language : "fr", ["crm"]);
  const data = firstStages.map(({ key, probability, color }, at) => ({
    companyId,
    key,
    name: voice.t(`stage.${key}`, { ns: "crm" }),
    probability,
    color,
    displayOrder: at + 1,
    isDefault: at === 0,
    isWon: key === "won",
    isLost: key === "lost",
  }));
  return inCompany(scope, async ({ db }) => {
    if (await db.salesStage.findFirst({ where: { companyId }, select: { id: true } })) return 0;
    return (await db.salesStage.createMany({ data, skipDuplicates: true })).count;
  });
}
