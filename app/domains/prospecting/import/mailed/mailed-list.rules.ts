/** A mail with a list, whichever provider brought it. */
export interface ListMail {
  /** The provider's id of it: said again it is the same mail. */
  mailId: string;
  from: string;
  headers: ReadonlyArray<{ name: string; value: string }>;
  attachments: ReadonlyArray<{ name: string; contentType: string; base64: string }>;
}

export type MailRefusal =
  | "prospecting.import.sender_unknown"
  | "prospecting.import.sender_unproven"
  | "prospecting.import.attachment_missing"
  | "prospecting.import.attachments_several"
  | "prospecting.import.list_paused";

/** Whether a sender is on the list, by address or by domain (@agence.fr). */
export function mayAddress(senders: ReadonlyArray<string>, from: string): boolean {
  const address = from.trim().toLowerCase();
  const domain = address.slice(address.lastIndexOf("@"));
  return address.includes("@") && senders.some((one) => one === address || one === domain);
}

/** Whether the provider found that the mail does not come from where it says: SPF or the receiver's own results. */
export const isForged = (headers: ListMail["headers"]): boolean =>
  headers.some(
    ({ name, value }) =>
      (/^received-spf$/i.test(name) && /^\s*(?:fail|softfail|permerror)\b/i.test(value)) ||
      (/^authentication-results$/i.test(name) && /\b(?:spf|dkim|dmarc)=fail\b/i.test(value)),
  );

/** The one list among what is attached; signatures and pictures do not count. */
export function listAmong(attachments: ListMail["attachments"]): ListMail["attachments"][number] | MailRefusal {
  const lists = attachments.filter(({ name }) => /\.(?:csv|tsv|txt|xlsx|xlsm|xls)$/i.test(name));
  if (lists.length === 0) return "prospecting.import.attachment_missing";
  return lists.length === 1 ? lists[0]! : "prospecting.import.attachments_several";
}
