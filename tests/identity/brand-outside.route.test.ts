import { expect, test } from "vitest";
import { colorsOf, contrast } from "~/domains/identity/branding/brand-color.rules";
import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { composeRequestMail, readRequestMail } from "~/domains/privacy/request/write-request-mail.server";
import { inCompany } from "~/platform/tenancy.server";
import { loader as unsubscribe } from "~/routes/public/unsubscribe.$token";
import { loader as why } from "~/routes/public/why.$token";
import { aSendingCompany, aSentMessage, mailsOf, setCompany } from "~tests/factories/sending";

const args = (path: string, token: string) =>
  ({ request: new Request(`http://localhost${path}/${token}`), params: { token }, context: { clientAddress: "127.0.0.1" } }) as never;

test("whatever colour a company has, what is read on it and what is read in it reaches 4.5", () => {
  for (let hue = 0; hue < 4096; hue += 7) {
    const color = `#${[...hue.toString(16).padStart(3, "0")].map((digit) => digit + digit).join("")}`;
    const { fill, ink, text } = colorsOf(color);
    expect(contrast(fill, ink), `${color} ${fill}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, "#ffffff"), `${color} ${text}`).toBeGreaterThanOrEqual(4.5);
  }
  expect(colorsOf("#1f5eaa")).toEqual({ fill: "#1f5eaa", ink: "#ffffff", text: "#1f5eaa" }); // left as it is where it serves
  expect(colorsOf(null).fill).toBe(colorsOf("nonsense").fill);
});

test("mails and the pages behind them bear the colour of the company that writes, and nobody else's", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const [mine, theirs] = ["#7a1f5e", "#1f5e3a"];
  await setCompany(shop, { brandColor: mine });
  await setCompany(other, { brandColor: theirs });
  const sent = await aSentMessage(shop);
  const [mail] = await mailsOf(sent.messageId);
  expect(mail!.html).toContain(`color:${mine}`);
  expect(mail!.html).not.toContain("<img");

  for (const loader of [unsubscribe, why]) {
    const shown = JSON.stringify(await loader(args("/x", sent.token)));
    expect(shown).toContain(mine);
    expect(shown).not.toContain(theirs);
  }
  const answer = await inCompany(shop.owner, async (ctx) => {
    const { requestId } = await registerRequest(ctx, {
      type: "access",
      source: "hand",
      email: "a@example.test",
      language: "fr",
      receivedAt: ctx.now,
    });
    return { requestId, letter: (await readRequestMail(ctx, requestId))! };
  });
  const { html } = await composeRequestMail(answer.requestId, answer.letter);
  expect(html).toContain(`background-color:${mine}`);
  expect(html).toContain(shop.name.split("'").at(-1));
  expect((await inCompany(other.owner, getBranding)).colors.fill).toBe(theirs);
});
