import { env } from "~/platform/env.server";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { addressOf, oneLine } from "./letter.rules";
import type { Sender } from "./sender.queries.server";

/**
 * The address that answers to a message reach: the company's own where it has set one, else the provider's inbound address with the
 * message's id behind a plus. Undefined: none is named, answers go back to where the mail came from.
 */
export function replyAddress({ replyTo }: Pick<Sender, "replyTo">, messageId: string): string | undefined {
  const inbound = env().POSTMARK_INBOUND_ADDRESS;
  if (replyTo && !isInbound(replyTo)) return oneLine(replyTo);
  const at = inbound?.lastIndexOf("@") ?? -1;
  return at > 0 ? `${inbound!.slice(0, at)}+${messageId}${inbound!.slice(at)}` : undefined;
}

/** Answers reach Essor where no address of one's own is set: by the provider's inbound address, or in the mailbox of this machine. */
export const canReceiveAnswers = () => Boolean(env().POSTMARK_INBOUND_ADDRESS) || mailTransport() === "mailbox";

/** The address at which answers stay unseen by Essor: no sequence stops for them and no task is made. Null: they arrive here. */
export function unseenAnswers({ replyTo, email }: Pick<Sender, "replyTo" | "email">): string | null {
  if (replyTo && !isInbound(replyTo)) return replyTo;
  return canReceiveAnswers() ? null : (email ?? addressOf(env().MAIL_FROM));
}

/** Somebody who typed the inbound address wants what leaving the field empty does. */
function isInbound(address: string): boolean {
  return address.trim().toLowerCase() === env().POSTMARK_INBOUND_ADDRESS?.toLowerCase();
}
