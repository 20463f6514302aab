import { randomBytes } from "node:crypto";
import { env } from "~/platform/env.server";

const mark = "list-";

/** What stands behind the plus of an address that takes lists: nobody guesses it. */
export const newInboundKey = () => `${mark}${randomBytes(12).toString("hex")}`;
export const isInboundKey = (text: string) => new RegExp(`^${mark}[0-9a-f]{24}$`).test(text);

/** Where lists of a job are sent; null: this installation receives no mail. */
export function inboundAddress(inboundKey: string): string | null {
  const inbound = env().POSTMARK_INBOUND_ADDRESS;
  const at = inbound?.lastIndexOf("@") ?? -1;
  return at > 0 ? `${inbound!.slice(0, at)}+${inboundKey}${inbound!.slice(at)}` : null;
}

export const canReceiveLists = () => inboundAddress("x") !== null;
