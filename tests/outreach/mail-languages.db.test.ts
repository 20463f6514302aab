import { expect, test } from "vitest";
import { directionOf, languages } from "~/platform/i18n";
import { languageFor, voiceFor } from "~/platform/i18n.server";
import { inCompany } from "~/platform/tenancy.server";
import { anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, mailsOf, sendOnce, setCompany } from "~tests/factories/sending";
import "~tests/setup/jobs";

test("a mail, what stands under it and the pages behind its links speak the language of the message", async () => {
  const shop = await aSendingCompany();
  await setCompany(shop, { postalAddress: "3 quai de la Fosse\n44000 Nantes", email: "contact@example.fr" });
  for (const language of languages) {
    const { messageId, campaignId } = await anApprovedMessage(shop);
    await inCompany(shop.owner, ({ db }) => db.message.updateMany({ where: { id: messageId }, data: { language } }));
    expect(await sendOnce(shop, campaignId)).toMatchObject({ sent: 1 });
    const [mail] = (await mailsOf(messageId)) as Array<{ html: string; text: string; headers: Array<{ name: string; value: string }> }>;
    const t = (await voiceFor(language, ["outreach"])).getFixedT(language, "outreach");

    expect(mail!.html, language).toMatch(new RegExp(`<html[^>]*\\bdir="${directionOf(language)}"[^>]*\\blang="${language}"`));
    for (const word of ["sending.mail.unsubscribe", "sending.mail.why"]) expect(mail!.html, language).toContain(t(word));
    expect(mail!.text, language).toContain(t("sending.mail.rights", { company: shop.name, contact: "contact@example.fr" }));
    // The address begins with a number: alone it keeps its order in a line that runs the other way.
    expect(mail!.html).toContain("<bdi>3 quai de la Fosse, 44000 Nantes</bdi>");
    if (language === "ar") expect(mail!.text).toContain("\u20683 quai de la Fosse, 44000 Nantes\u2069");

    const links = [...mail!.html.matchAll(/href="(http[^"]+\/(?:unsubscribe|why)\/[^"]+)"/g)].map(([, link]) => link!);
    expect(links, language).toHaveLength(2);
    for (const link of links) {
      const asked = new Request(link, { headers: { "accept-language": language === "it" ? "de" : "it" } });
      expect(await languageFor(asked), link).toBe(language);
    }
    expect(mail!.headers.find(({ name }) => name === "List-Unsubscribe")!.value).not.toContain("lang=");
  }
});
