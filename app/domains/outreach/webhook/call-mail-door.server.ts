import { now } from "~/platform/clock";
import { publicOrigin } from "~/platform/env.server";
import { findLocalMailById } from "~/platform/vendors/mailbox.server";
import { addressOf } from "../sending/letter.rules";
import { receiveMailWebhook } from "./receive-mail-webhook.server";
import { mailboxAuthorization } from "./webhook-auth.server";

export type MailboxCall = { call: "delivered" } | { call: "bounced" } | { call: "complained" } | { call: "replied"; text: string };

/** Lets the local mailbox tell what the provider would have told of a mail, in its format and at its door. @returns the door's status, 404 without such a mail */
export async function callMailDoor(mailId: string, call: MailboxCall): Promise<number> {
  const mail = await findLocalMailById(mailId);
  if (!mail) return 404;
  const request = new Request(`${publicOrigin()}/webhooks/postmark`, {
    method: "POST",
    headers: { authorization: mailboxAuthorization(), "content-type": "application/json" },
    body: JSON.stringify(payloadOf(mail, call)),
  });
  return (await receiveMailWebhook(request)).status;
}

type LocalMail = NonNullable<Awaited<ReturnType<typeof findLocalMailById>>>;

function payloadOf(mail: LocalMail, call: MailboxCall): Record<string, unknown> {
  const at = now().toISOString();
  const recipient = addressOf(mail.toLine);
  const about = { MessageStream: "broadcast", MessageID: mail.id, ServerID: 1, Tag: "", Metadata: mail.metadata };
  const complaint = {
    ...about,
    ID: Date.parse(at),
    Email: recipient,
    From: addressOf(mail.fromLine),
    BouncedAt: at,
    Inactive: true,
    Subject: mail.subject,
  };
  switch (call.call) {
    case "delivered":
      return { RecordType: "Delivery", ...about, Recipient: recipient, DeliveredAt: at, Details: "250 2.0.0 OK" };
    case "bounced":
      return {
        RecordType: "Bounce",
        ...complaint,
        Type: "HardBounce",
        TypeCode: 1,
        Name: "Hard bounce",
        Description: "550 5.1.1 user unknown",
        CanActivate: true,
      };
    case "complained":
      return {
        RecordType: "SpamComplaint",
        ...complaint,
        Type: "SpamComplaint",
        TypeCode: 512,
        Name: "Spam complaint",
        CanActivate: false,
      };
    case "replied":
      return reply(mail, recipient, call.text, at);
  }
}

function reply(mail: LocalMail, from: string, text: string, at: string) {
  const headers = mail.headers as Array<{ name: string; value: string }>;
  const messageId = headers.find(({ name }) => name.toLowerCase() === "message-id")?.value ?? "";
  const quoted = mail.text.split("\n").map((line) => `> ${line}`);
  return {
    From: from,
    FromName: "",
    FromFull: { Email: from, Name: "", MailboxHash: "" },
    To: addressOf(mail.fromLine),
    ToFull: [{ Email: addressOf(mail.fromLine), Name: "", MailboxHash: "" }],
    Cc: "",
    CcFull: [],
    Subject: `Re: ${mail.subject}`,
    MessageID: crypto.randomUUID(),
    MessageStream: "inbound",
    Date: at,
    MailboxHash: "",
    TextBody: [text, "", `Le ${at.slice(0, 10)} à ${at.slice(11, 16)}, ${mail.fromLine} a écrit :`, ...quoted].join("\n"),
    HtmlBody: "",
    StrippedTextReply: "",
    Tag: "",
    Headers: [
      { Name: "In-Reply-To", Value: messageId },
      { Name: "References", Value: messageId },
    ],
    Attachments: [],
  };
}
