import { importJobByInbound } from "~/platform/across.server";
import { deleteFile, storeFile } from "~/platform/files.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { isInboundKey } from "./inbound-address.server";
import { isForged, listAmong, type ListMail, type MailRefusal, mayAddress } from "./mailed-list.rules";
import { mailedListReceived } from "./mailed.events.server";
import { noteMail, wasNoted } from "./note-mail.server";

const atMost = 50 * 1024 * 1024;

/**
 * Takes in a mail that was sent to the address of a list: keeps what is attached, understands it later. What is refused is noted with the
 * list and told of; nothing of it is kept. A mail that comes again is the same mail.
 * @returns false when none of these keys is a list's
 */
export async function receiveMailedList(keys: ReadonlyArray<string>, mail: ListMail): Promise<boolean> {
  const key = keys.find(isInboundKey);
  const place = key === undefined ? null : await importJobByInbound(key);
  if (!place) return false;
  const { importJobId } = place;
  const company = asJob(place.companyId, "prospecting/mailed-list");
  const job = await inCompany(company, ({ db }) => db.importJob.findFirst({ where: { id: importJobId, status: { not: "disabled" } } }));
  if (!job || wasNoted(job.history, mail.mailId)) return true;

  const attached = listAmong(mail.attachments);
  const isKnown = mayAddress(job.allowedSenders, mail.from);
  const code: MailRefusal | null = !isKnown
    ? "prospecting.import.sender_unknown"
    : isForged(mail.headers)
      ? "prospecting.import.sender_unproven"
      : job.status === "paused"
        ? "prospecting.import.list_paused"
        : typeof attached === "string"
          ? attached
          : null;
  if (code !== null || typeof attached === "string") {
    const isStrange = !isKnown || code === "prospecting.import.sender_unproven";
    await inCompany(company, (ctx) => noteMail(ctx, importJobId, { outcome: "failed", code: code!, mailId: mail.mailId, isStrange }));
    return true;
  }
  const name = attached.name.replaceAll("\0", "").split(/[\\/]/).at(-1)!.slice(0, 255);
  const { fileId } = await storeFile(company, { name, contentType: attached.contentType, bytes: piecesOf(attached.base64), atMost });
  try {
    await inCompany(company, async (ctx) => {
      ctx.emit(mailedListReceived.create({ companyId: ctx.companyId, importJobId, mailId: mail.mailId, fileId, name }), importJobId);
    });
  } catch (error) {
    await deleteFile(company, fileId);
    throw error;
  }
  return true;
}

async function* piecesOf(base64: string) {
  const step = 4 * 64 * 1024;
  const text = base64.replace(/\s+/g, "");
  for (let at = 0; at < text.length; at += step) yield Buffer.from(text.slice(at, at + step), "base64");
}
