import { Errors, Models, ServerClient } from "postmark";
import { env, isLoopback } from "../env.server";
import { CircuitOpen, withBreaker } from "./breaker.server";
import { findLocalMail, keepLocalMail } from "./mailbox.server";

export interface Mail {
  /** transactional: to our own users. broadcast: to prospects. */
  stream: "transactional" | "broadcast";
  /** "Name <address>" */
  from: string;
  to: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  headers: Array<{ name: string; value: string }>;
  /** Our own id of this mail: how it is found again when the outcome of a send is unknown. */
  ownId: string;
  /** More that the provider hands back in its webhooks. */
  metadata?: Record<string, string>;
  /** Only for a reader who agreed to it. */
  trackOpens?: boolean;
}

export type SendOutcome =
  | { outcome: "sent"; vendorMessageId: string }
  /** The provider said no to this mail; it did not leave. */
  | { outcome: "refused"; code: "inactive_recipient" | "invalid" }
  /** It certainly did not leave now; try later. */
  | { outcome: "postponed"; code: "rate_limited" | "unreachable" | "not_connected" }
  /** The call ended without an answer: it may have left. Never send again before findMail has looked. */
  | { outcome: "unknown" };

export type MailTransport = "postmark" | "mailbox" | "none";

/** Postmark with a token; else the local mailbox where only this machine can reach us; else nothing, and pages say so. */
export function mailTransport(): MailTransport {
  const { POSTMARK_SERVER_TOKEN, VENDORS } = env();
  if (POSTMARK_SERVER_TOKEN && VENDORS !== "local") return "postmark";
  return isLoopback() ? "mailbox" : "none";
}

const client = () => new ServerClient(env().POSTMARK_SERVER_TOKEN!, { timeout: 30 });
const metadataKey = "essor-id";

/** Hands one mail to the provider, once. Every outcome is an answer; nothing is retried here, as Postmark has no idempotency key. */
export async function sendMail(mail: Mail): Promise<SendOutcome> {
  const transport = mailTransport();
  if (transport === "none") return notConnected;
  if (transport === "mailbox") return { outcome: "sent", vendorMessageId: await keepLocalMail(mail) };
  try {
    const answer = await withBreaker("postmark", () => client().sendEmail(asPostmark(mail)), isAnswer);
    return { outcome: "sent", vendorMessageId: answer.MessageID };
  } catch (error) {
    if (error instanceof CircuitOpen) return { outcome: "postponed", code: "unreachable" };
    if (error instanceof Errors.InactiveRecipientsError) return { outcome: "refused", code: "inactive_recipient" };
    if (error instanceof Errors.ApiInputError) return faultsOfTheMail.has(error.code) ? refusedInvalid : notConnected;
    if (error instanceof Errors.RateLimitExceededError) return { outcome: "postponed", code: "rate_limited" };
    if (error instanceof Errors.InvalidAPIKeyError) return notConnected;
    return { outcome: "unknown" };
  }
}

const refusedInvalid: SendOutcome = { outcome: "refused", code: "invalid" };
const notConnected: SendOutcome = { outcome: "postponed", code: "not_connected" };

/**
 * Postmark's codes for what is wrong with this very mail: bad address, unreadable, bad fields, forbidden attachment. The others
 * (sender not confirmed, account not approved, no credits, unknown stream) are ours to mend: the mail waits, it is not lost.
 */
const faultsOfTheMail: ReadonlySet<number> = new Set([300, 402, 403, 409, 411]);

/** Whether the provider knows a mail of ours: its id there, or null when it never arrived. @throws when the provider cannot be asked */
export async function findMail(ownId: string, stream: Mail["stream"] = "transactional"): Promise<string | null> {
  if (mailTransport() !== "postmark") return findLocalMail(ownId);
  const filter = { count: 1, offset: 0, messageStream: streamName(stream), [`metadata_${metadataKey}`]: ownId };
  const found = await withBreaker("postmark", () => client().getOutboundMessages(filter));
  return found.Messages[0]?.MessageID ?? null;
}

/**
 * How long after a call its absence at the provider proves that it never arrived. The mailbox writes in one statement of at most
 * a minute; Postmark's search lags behind its intake by some minutes, so a quarter of an hour.
 */
export const absenceProvesAfterMs = () => (mailTransport() === "postmark" ? 15 : 2) * 60_000;

/** US dollars for one mail: Postmark's list price of 15 dollars for 10,000. Nothing leaves from the mailbox, so nothing is owed. */
export const mailUnitCost = () => (mailTransport() === "postmark" ? "0.0015" : "0");

/** The provider answered, and no: the service is well; the mail, our haste or our key is not. */
const isAnswer = (error: unknown) =>
  error instanceof Errors.ApiInputError || error instanceof Errors.RateLimitExceededError || error instanceof Errors.InvalidAPIKeyError;

const streamName = (stream: Mail["stream"]) => (stream === "broadcast" ? env().POSTMARK_BROADCAST_STREAM : "outbound");

const asPostmark = ({ stream, from, to, replyTo, subject, text, html, headers, ownId, metadata, trackOpens = false }: Mail) => ({
  From: from,
  To: to,
  ReplyTo: replyTo,
  Subject: subject,
  TextBody: text,
  HtmlBody: html,
  Headers: headers.map(({ name, value }) => ({ Name: name, Value: value })),
  MessageStream: streamName(stream),
  Metadata: { ...metadata, [metadataKey]: ownId },
  TrackOpens: trackOpens,
  TrackLinks: Models.LinkTrackingOptions.None,
});
