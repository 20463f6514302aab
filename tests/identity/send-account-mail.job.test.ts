import { expect, test } from "vitest";
import { inviteMember } from "~/domains/identity/member/invite-member.server";
import { signUp } from "~/domains/identity/account/sign-up.server";
import { askReset } from "~/domains/identity/account/reset-password.server";
import { inCompany } from "~/platform/tenancy.server";
import { listLocalMails, findLocalMailById } from "~/platform/vendors/mailbox.server";
import { linkToken } from "~/platform/tokens.server";
import { sendAccountMail } from "~inngest/functions/identity/send-account-mail";
import { aCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";

const mailsTo = async (to: string) =>
  Promise.all((await listLocalMails({ to, take: 10 })).map(async ({ id }) => (await findLocalMailById(id))!));
const fresh = () => `guest-${crypto.randomUUID()}@example.test`;

test("an invitation reaches its reader with a link that opens it", async () => {
  const shop = await aCompany();
  const email = fresh();
  await withJobs([sendAccountMail], async (jobs) => {
    const { invitationId } = await inCompany(shop.owner, (ctx) => inviteMember(ctx, { email, role: "agent" }));
    await jobs.drain();
    const [mail, ...others] = await mailsTo(email);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: `Odile Trémoire vous invite dans ${shop.name}`, stream: "transactional" });
    expect(mail!.text).toContain(`/invite/${linkToken("invitation", invitationId)}`);
  });
});

test("a mail whose answer was lost is not sent twice", async () => {
  const shop = await aCompany();
  const email = fresh();
  await withJobs(
    [sendAccountMail],
    async (jobs) => {
      await inCompany(shop.owner, (ctx) => inviteMember(ctx, { email, role: "agent" }));
      await jobs.advance("5m");
      const [run] = await jobs.runs("identity/send-account-mail");
      expect(run).toMatchObject({ status: "Completed", output: { outcome: "sent before" } });
      expect(await mailsTo(email)).toHaveLength(1);
      await jobs.rerun(run!.id);
      await jobs.advance("5m");
      expect(await mailsTo(email)).toHaveLength(1);
    },
    { intercept: losingFirstAnswers() },
  );
});

test("an invitation taken back before its mail left is not sent", async () => {
  const shop = await aCompany();
  const email = fresh();
  await withJobs([sendAccountMail], async (jobs) => {
    await inCompany(shop.owner, async (ctx) => {
      const { invitationId } = await inviteMember(ctx, { email, role: "agent" });
      await ctx.db.invitation.update({ where: { id: invitationId }, data: { revokedAt: ctx.now } });
    });
    await jobs.drain();
    expect(await mailsTo(email)).toEqual([]);
  });
});

test("a reset is asked for in the person's language, and its event carries no secret", async () => {
  const shop = await aCompany({ language: "en" });
  await withJobs([sendAccountMail], async (jobs) => {
    await askReset(shop.emails.owner);
    await jobs.drain();
    const [mail] = await mailsTo(shop.emails.owner);
    expect(mail!.subject).toBe("Choose a new password");
    const token = /\/reset\/([\w-]+)/.exec(mail!.text)![1]!;
    const kept = await jobs.pool.query("select body::text as body from jobs.event union all select events::text from jobs.run");
    expect(kept.rows.map(({ body }) => body).join()).not.toContain(token);
  });
});

test("who signs up with a known address is told by mail, and only there", async () => {
  const shop = await aCompany();
  await withJobs([sendAccountMail], async (jobs) => {
    const again = {
      companyName: "Encore",
      firstName: "Odile",
      lastName: "Trémoire",
      email: shop.emails.owner,
      password: "tuile orage 2291 pluie",
    };
    expect(await signUp(again, { language: "fr", timezone: "Europe/Paris" })).toBeNull();
    await jobs.drain();
    expect(await mailsTo(shop.emails.owner)).toMatchObject([{ subject: "Vous avez déjà un compte" }]);
  });
});
