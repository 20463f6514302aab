import { deleteFile, storeFile } from "~/platform/files.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { collectPerson } from "../person/collect-person.server";
import { describePerson } from "../person/describe-person.server";
import { erasePerson } from "../person/erase-person.server";
import { findPerson } from "../person/find-person.server";
import { privacyRequestAnswered } from "./request.events.server";

/** Days for which the link of an archive or a certificate opens. */
const linkDays = 30;
const largestArchive = 200 * 1024 * 1024;

/** A request that a member accepted and that is not answered yet, with its person; null once it is. */
export async function readRunning(ctx: CompanyCtx, requestId: string) {
  const request = await ctx.db.privacyRequest.findFirst({
    where: { id: requestId, state: "running" },
    select: { id: true, type: true, prospectId: true, name: true, email: true, phone: true, language: true },
  });
  return request && { ...request, person: await findPerson(ctx, request) };
}

/** The link by which the person takes his archive or certificate, once. Kept before its mail is written. */
export const openLink = ({ db, now }: CompanyCtx, requestId: string) =>
  db.privacyRequest.updateMany({
    where: { id: requestId, tokenHash: null },
    data: {
      tokenHash: digest(linkToken("privacy_file", requestId)),
      expiresAt: new Date(now.getTime() + linkDays * 24 * 60 * 60 * 1000),
    },
  });

/** Makes the archive of an access request and keeps it. Made twice, the second is thrown away. */
export async function answerAccess(company: CompanyScope, requestId: string): Promise<boolean> {
  const told = await inCompany(company, async (ctx) => {
    const request = await readRunning(ctx, requestId);
    if (!request) return null;
    const { name } = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { name: true } });
    return { tables: await collectPerson(ctx, request.person), company: name, language: request.language, at: ctx.now };
  });
  if (!told) return false;
  const archive = await describePerson(told);
  const { fileId } = await storeFile(company, {
    name: "donnees-personnelles.zip",
    contentType: "application/zip",
    bytes: inPieces(archive),
    atMost: largestArchive,
  });
  const isKept = await inCompany(company, (ctx) => finish(ctx, requestId, { fileId }));
  if (!isKept) await deleteFile(company, fileId);
  return isKept;
}

async function* inPieces(bytes: Uint8Array) {
  yield bytes;
}

/** Erases the person and keeps the certificate, in one transaction. */
export const answerErasure = (company: CompanyScope, requestId: string) =>
  inCompany(
    company,
    async (ctx) => {
      const request = await readRunning(ctx, requestId);
      if (!request) return false;
      const result = await erasePerson(ctx, request.person);
      return finish(ctx, requestId, { result: result.map((line) => ({ ...line })), personHashes: request.person.hashes });
    },
    { bulk: true },
  );

/** Ends a request. @returns false when it was ended before */
export async function finish(
  ctx: CompanyCtx,
  requestId: string,
  made: { fileId?: string; result?: Array<Record<string, string | number | null>>; personHashes?: Array<string> } = {},
): Promise<boolean> {
  const { db, companyId, now, emit } = ctx;
  const { count } = await db.privacyRequest.updateMany({
    where: { id: requestId, state: "running" },
    data: { ...made, state: "done", answeredAt: now },
  });
  if (count === 0) return false;
  const { type } = await db.privacyRequest.findFirstOrThrow({ where: { id: requestId }, select: { type: true } });
  emit(privacyRequestAnswered.create({ companyId, requestId, type }), requestId);
  ctx.audit({
    action: "privacy_request.answered",
    about: { type: "privacy_request", id: requestId },
    after: { type },
    basis: "legal_obligation",
  });
  return true;
}
