import { expect, test } from "vitest";
import { enter } from "~/domains/identity/security/enter.server";
import { asUser } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { findLocalMailById, listLocalMails } from "~/platform/vendors/mailbox.server";
import { sendDeviceAlert } from "~inngest/functions/identity/send-device-alert";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { aBrowser } from "./browser";

const mailsTo = async (to: string) =>
  Promise.all((await listLocalMails({ to, take: 10 })).map(async ({ id }) => (await findLocalMailById(id))!));
/** The owner logs in with a browser he never used. */
async function logInAnew({ owner, companyId }: TestCompany) {
  const browser = aBrowser();
  await enter(browser.request("/login"), { userId: owner.actor.id, companyId }, { clientAddress: browser.clientAddress });
  return browser;
}

test("a log-in with a new browser is told once, in the reader's language, with device, address and a way to deny it", async () => {
  const shop = await aCompany();
  const userId = shop.owner.actor.id;
  await asUser(userId, ({ db }) => db.user.update({ where: { id: userId }, data: { language: "en" } }));
  await withJobs(
    [sendDeviceAlert],
    async (jobs) => {
      await logInAnew(shop);
      await jobs.advance("5m");
      expect(await mailsTo(shop.emails.owner)).toEqual([]);
      const browser = await logInAnew(shop);
      await jobs.advance("5m");
      const [mail, ...more] = await mailsTo(shop.emails.owner);
      expect(more).toEqual([]);
      expect(mail!.subject).toBe("New log-in to your account");
      expect(mail!.text).toContain("Chrome · macOS");
      expect(mail!.text).toContain(browser.clientAddress);
      const { id } = await asUser(userId, ({ db }) =>
        db.userToken.findFirstOrThrow({ where: { userId, purpose: "not_me", usedAt: null } }),
      );
      expect(mail!.text).toContain(`/security/not-me/${linkToken("not_me", id)}`);
    },
    { intercept: losingFirstAnswers() },
  );
});
