import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { acceptRequest, refuseRequest } from "~/domains/privacy/request/handle-request.server";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { findLink, takeFileByLink } from "~/domains/privacy/request/take-file.server";
import { mayContact } from "~/domains/privacy/contact/may-contact.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { answerRequest } from "~inngest/functions/privacy/answer-request";
import { asOwner } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { someProspects } from "~tests/factories/outreach";
import { aSendingCompany, aSentMessage } from "~tests/factories/sending";

const functions = [answerRequest];
const requestOf = (scope: CompanyScope, id: string) => inCompany(scope, ({ db }) => db.privacyRequest.findFirstOrThrow({ where: { id } }));
const lettersOf = (requestId: string) =>
  asOwner(
    async (owner) =>
      (await owner.query<{ to_line: string; text: string }>("SELECT * FROM local_mails WHERE metadata ->> 'essor-id' = $1", [requestId]))
        .rows,
  );

async function anAccepted(type: "access" | "erasure" | "objection") {
  const shop = await aSendingCompany();
  const sent = await aSentMessage(shop, { lastName: "Penmarch", firstName: "Nolwenn" });
  const requestId = await inCompany(shop.owner, async (ctx) => {
    const { requestId } = await registerRequest(ctx, {
      type,
      source: "hand",
      prospectId: sent.prospectId,
      language: "fr",
      receivedAt: ctx.now,
    });
    await acceptRequest(ctx, { requestId, identityNote: "Rappelée au numéro connu" });
    return requestId;
  });
  return { shop, sent, requestId };
}

const answered = (type: "access" | "erasure" | "objection") =>
  withJobs(functions, async (jobs) => {
    const accepted = await anAccepted(type);
    await jobs.drain();
    return accepted;
  });

const bytesOf = async (file: { bytes: AsyncIterable<Uint8Array> }) => {
  const pieces = [];
  for await (const piece of file.bytes) pieces.push(piece);
  return Buffer.concat(pieces);
};

test("an access request ends as an archive that its link opens once, though every answer of a step gets lost", async () => {
  const { shop, sent, requestId } = await withJobs(
    functions,
    async (jobs) => {
      const accepted = await anAccepted("access");
      await jobs.advance("10m");
      return accepted;
    },
    { intercept: losingFirstAnswers() },
  );
  expect(await requestOf(shop.owner, requestId)).toMatchObject({ state: "done", downloadedAt: null });
  const letters = await lettersOf(requestId);
  expect(letters).toHaveLength(1);
  expect(letters[0]!.to_line).toBe(sent.email);
  const token = linkToken("privacy_file", requestId);
  expect(letters[0]!.text).toContain(`/privacy-file/${token}`);

  expect(await findLink(`${token}x`)).toBeNull();
  expect((await findLink(token))?.name).toBe(shop.name);
  const files = unzipSync(await bytesOf((await takeFileByLink(token))!));
  expect(strFromU8(files["donnees.json"]!)).toContain("Penmarch");
  expect(await takeFileByLink(token)).toBeNull();
  expect(await findLink(token)).toBeNull();
}, 60_000);

test("an erasure tells the person, erases him, and leaves a certificate that names nobody", async () => {
  const { shop, sent, requestId } = await answered("erasure");
  const request = await requestOf(shop.owner, requestId);
  expect(request).toMatchObject({ state: "done", email: null, name: null, identityNote: null });
  expect(request.result).toEqual(expect.arrayContaining([expect.objectContaining({ table: "prospects", emptied: 1 })]));
  expect(JSON.stringify(request)).not.toMatch(/Penmarch|example\.test/);
  expect(await inCompany(shop.owner, ({ db }) => db.prospect.findFirst({ where: { id: sent.prospectId } }))).toMatchObject({
    email: null,
    lastName: null,
  });
  const pdf = await bytesOf((await takeFileByLink(linkToken("privacy_file", requestId)))!);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});

test("an objection holds on every channel", async () => {
  const { shop, sent } = await answered("objection");
  for (const channel of ["email", "sms", "phone"] as const)
    expect(
      await inCompany(shop.owner, (ctx) =>
        mayContact(ctx, { person: { emails: [sent.email], phones: [], isProfessional: true }, channel, purpose: "prospecting" }),
      ),
    ).toMatchObject({ may: false });
});

test("a request that was answered or refused is neither answered nor refused again, and another company knows none of it", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const { requestId } = await inCompany(shop.owner, (ctx) =>
    registerRequest(ctx, {
      type: "access",
      source: "hand",
      email: "qui@example.test",
      language: "fr",
      receivedAt: new Date("2026-01-31T10:00:00Z"),
    }),
  );
  expect((await requestOf(shop.owner, requestId)).dueAt.toISOString()).toBe("2026-02-28T10:00:00.000Z");
  await inCompany(shop.owner, (ctx) => refuseRequest(ctx, { requestId, reason: "Personne inconnue de nos fichiers" }));
  await expect(inCompany(shop.owner, (ctx) => acceptRequest(ctx, { requestId, identityNote: "x" }))).rejects.toThrow(
    "privacy.request.not_open",
  );
  await expect(inCompany(other.owner, (ctx) => acceptRequest(ctx, { requestId, identityNote: "x" }))).rejects.toThrow(
    "platform.record.unknown",
  );
});

test("what is noted by hand is answered in the language of the person's record, else in the company's", async () => {
  const shop = await aSendingCompany();
  const of = (email: string) =>
    inCompany(shop.owner, async (ctx) => {
      const { requestId } = await registerRequest(ctx, { type: "access", source: "hand", email, receivedAt: ctx.now });
      return (await ctx.db.privacyRequest.findUniqueOrThrow({ where: { id: requestId }, select: { language: true } })).language;
    });
  await someProspects(shop, [
    { email: "heidi@example.test", language: "de" },
    { email: "joao@example.test", language: "pt" },
  ]);
  expect([await of("heidi@example.test"), await of("joao@example.test"), await of("qui@example.test")]).toEqual(["de", "fr", "fr"]);
});
