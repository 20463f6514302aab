import { found } from "~/platform/params.server";
import { takeRates } from "~/platform/rates.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { open } from "~/platform/vault/vault.server";
import { checkKey } from "~/platform/vendors/check-key.server";
import { placeOfKey } from "./save-outside-key.server";
import type { TestOutcome } from "./outside-key.rules";

/** Asks the service whether it takes the key, outside of any transaction, and writes down what it said. */
export async function testServiceKey(company: CompanyScope, serviceKeyId: string): Promise<TestOutcome> {
  await takeRates({ "key_test.company": company.companyId });
  const { serviceName, value } = await inCompany(company, async (ctx) => {
    const key = found(await ctx.db.serviceKey.findUnique({ where: { id: serviceKeyId } }));
    return { serviceName: key.serviceName, value: await open(ctx, placeOfKey(ctx.companyId, key.id), key.encryptedValue) };
  });
  const testOutcome = await checkKey(serviceName, value);
  if (testOutcome !== "not_asked")
    await inCompany(company, ({ db, now }) =>
      db.serviceKey.updateMany({ where: { id: serviceKeyId }, data: { testedAt: now, testOutcome } }),
    );
  return testOutcome;
}
