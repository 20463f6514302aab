import { receiveMailedList } from "~/domains/prospecting/import/mailed/receive-mailed-list.server";
import { keepStrayWebhook, type MessagePlace, messageByVendor } from "~/platform/across.server";
import { isId, uuidv7 } from "~/platform/ids";
import { log } from "~/platform/logger";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { mailWebhookReceived } from "../message/message.events.server";
import { addressOf } from "../sending/letter.rules";
import { keyOf, type MailWebhook, readWebhook } from "./mail-webhook.schema";
import { lostAfterMs } from "./retry-webhooks.rules";
import { mayCallMailDoor } from "./webhook-auth.server";

export const provider = "postmark";

/**
 * The door the mail provider calls at. Keeps first, understands later: the job gets the id. 200 for all that was kept, also for what we
 * do not know; 403 for a wrong password alone, as it ends Postmark's retries; our own failures are 5xx, so that it calls again.
 */
export async function receiveMailWebhook(request: Request): Promise<Response> {
  if (request.method !== "POST") return answer(405, { Allow: "POST" });
  const isAllowed = mayCallMailDoor(request.headers.get("authorization"));
  if (isAllowed === null) {
    log({ level: "error", msg: "POSTMARK_WEBHOOK_AUTH is not set: a webhook was sent away to come again" });
    return answer(503);
  }
  if (!isAllowed) return answer(403);
  const payload = parse(await request.text());
  if (payload === undefined) return answer(400);

  const webhook = readWebhook(payload);
  if (webhook?.RecordType === "Inbound" && (await isForList(webhook))) return answer(200);
  const place = webhook && (await placeOf(webhook));
  if (!webhook || !place) await keepStray(payload, webhook);
  else await keep(place, webhook, payload);
  return answer(200);
}

/** Mail to the address of a list that comes by itself is no answer to a message: what is attached is taken in. */
function isForList({
  MessageID,
  MailboxHash,
  ToFull,
  From,
  FromFull,
  Headers,
  Attachments,
}: Extract<MailWebhook, { RecordType: "Inbound" }>) {
  return receiveMailedList([MailboxHash, ...ToFull.map((to) => to.MailboxHash)], {
    mailId: MessageID,
    from: FromFull?.Email ?? addressOf(From),
    headers: Headers.map(({ Name: name, Value: value }) => ({ name, value })),
    attachments: Attachments.map(({ Name: name, ContentType: contentType, Content: base64 }) => ({ name, contentType, base64 })),
  });
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The message spoken of: by our own id in the metadata, by the provider's, or by what a reply names. */
async function placeOf(webhook: MailWebhook): Promise<MessagePlace | null> {
  if (webhook.RecordType !== "Inbound") {
    const ownId = webhook.Metadata["essor-id"];
    return (isId(ownId) ? await messageByVendor(ownId, null) : null) ?? messageByVendor(null, webhook.MessageID);
  }
  const named = ["in-reply-to", "references"].flatMap((header) =>
    webhook.Headers.filter(({ Name }) => Name.toLowerCase() === header).flatMap(({ Value }) =>
      [...Value.matchAll(/<([^<>@\s]+)@[^<>\s]+>/g)].map(([, id]) => id!).reverse(),
    ),
  );
  for (const id of new Set(
    [webhook.MailboxHash, ...webhook.ToFull.map(({ MailboxHash }) => MailboxHash), ...named].filter(isId).slice(0, 20),
  )) {
    const place = (await messageByVendor(id, null)) ?? (await messageByVendor(null, id));
    if (place) return place;
  }
  return null;
}

async function keep({ companyId, messageId }: MessagePlace, webhook: MailWebhook, payload: Record<string, unknown>) {
  await inCompany(asJob(companyId, "webhooks/postmark"), async ({ db, emit, now }) => {
    const id = uuidv7(now);
    const row = {
      id,
      companyId,
      provider,
      vendorKey: keyOf(webhook),
      type: webhook.RecordType,
      payload: withoutBulk(payload) as never,
      receivedAt: now,
      subjectId: messageId,
      nextTryAt: new Date(now.getTime() + lostAfterMs),
    };
    const { count } = await db.webhookEvent.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) emit(mailWebhookReceived.create({ companyId, webhookEventId: id, messageId }), messageId);
  });
}

/** Nobody's, or not understood: kept for Essor's staff, told once. */
async function keepStray(payload: Record<string, unknown>, webhook: MailWebhook | null) {
  const type = typeof payload.RecordType === "string" ? payload.RecordType.slice(0, 50) : "unknown";
  const lean = withoutBulk(payload);
  await keepStrayWebhook(provider, webhook ? keyOf(webhook) : `stray:${digest(JSON.stringify(lean))}`, type, lean);
  if (!webhook) log({ level: "warn", msg: "a mail webhook was not understood", type });
}

/** Attachments stay with the provider: only their names are kept, no bytes and no raw mail. */
function withoutBulk(payload: Record<string, unknown>): Record<string, unknown> {
  const { Attachments, RawEmail: _raw, ...rest } = payload;
  if (!Array.isArray(Attachments)) return rest;
  return {
    ...rest,
    Attachments: Attachments.slice(0, 100).map(({ Name, ContentType, ContentLength }) => ({ Name, ContentType, ContentLength })),
  };
}

const answer = (status: number, headers?: Record<string, string>) => new Response(null, { status, headers });
