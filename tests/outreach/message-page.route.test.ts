import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { loader } from "~/routes/outreach/messages.$messageId";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { anApprovedMessage } from "~tests/factories/outreach";

const open = async (shop: TestCompany, messageId: string) =>
  loader({ request: await requestOf(shop.agent, `/messages/${messageId}`), params: { messageId }, context: {} } as never);

test("a message shows its text, its reader and what became of it, to its own company alone", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  const { messageId } = await anApprovedMessage(alma);
  const kept = await inCompany(alma.owner, ({ db }) => db.message.findUniqueOrThrow({ where: { id: messageId } }));
  const { message } = await open(alma, messageId);
  expect(message).toMatchObject({
    id: messageId,
    subject: kept.subject,
    content: kept.content,
    status: "approved",
    prospect: { id: kept.prospectId },
  });
  await expect(open(bora, messageId)).rejects.toThrow("platform.record.unknown");
  await expect(open(alma, "not-an-id")).rejects.toThrow("platform.record.unknown");
});
