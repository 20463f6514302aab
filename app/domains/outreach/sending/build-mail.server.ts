import { render } from "@react-email/render";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { ProspectMail } from "../emails/prospect-mail";
import type { Begun } from "./begin-sends.server";
import { addressLine, addressOf, escapeHtml, oneLine, paragraphsOf } from "./letter.rules";
import type { Sender } from "./sender.queries.server";

/** Stand in the rendered shell where each mail puts its own, all in one pass: what is put in is never searched. */
const gaps = { preview: "§preview§", content: "§content§", source: "§source§", unsubscribe: "https://unsubscribe.invalid/" };
const anyGap = new RegExp(Object.values(gaps).join("|"), "g");

/**
 * The mail of one message: its text, who writes and from where, where the data comes from, and the way out, as HTML and as plain text.
 * Headers carry the one-click way out (RFC 8058) and our own id, by which replies and the provider's calls find the message again.
 */
export async function buildMail(sender: Sender, message: Begun): Promise<Mail> {
  const language = isLanguage(message.language) ? message.language : "fr";
  const t = (await voiceFor(language, ["outreach"])).getFixedT(language, "outreach");
  const link = `${publicOrigin()}/unsubscribe/${linkToken("unsubscribe", message.messageId)}`;
  const source = sourceLine(t, sender, message);
  const unsubscribe = t("sending.mail.unsubscribe");
  const filled: Record<string, string> = {
    [gaps.preview]: escapeHtml(oneLine(message.previewText ?? message.content.slice(0, 120))),
    [gaps.content]: paragraphsOf(message.content),
    [gaps.source]: escapeHtml(source),
    [gaps.unsubscribe]: escapeHtml(link),
  };
  const html = (await shellOf(language, unsubscribe, sender.lines)).replace(anyGap, (gap) => filled[gap]!);
  const from = sender.email ?? addressOf(env().MAIL_FROM);
  return {
    stream: "broadcast",
    from: addressLine(sender.name, from),
    to: oneLine(message.toEmail),
    replyTo: replyAddress(sender, message.messageId),
    subject: oneLine(message.subject),
    text: [
      message.content.replace(/\r\n?/g, "\n").trim(),
      "--",
      sender.lines.join("\n"),
      source,
      t("sending.mail.unsubscribe_text", { link }),
    ].join("\n\n"),
    html,
    headers: [
      { name: "Message-ID", value: `<${message.messageId}@${from.slice(from.lastIndexOf("@") + 1)}>` },
      { name: "X-PM-KeepID", value: "true" }, // Postmark keeps our Message-ID: replies name it
      { name: "List-Unsubscribe", value: `<${link}>` },
      { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
    ],
    ownId: message.messageId,
    metadata: { "essor-campaign": message.campaignId },
    trackOpens: message.mayTrackOpens,
  };
}

type Translate = (key: string, values?: Record<string, string>) => string;

/** At first contact where the data comes from and what the reader may ask (GDPR, article 14); afterwards who holds it. */
function sourceLine(t: Translate, sender: Sender, { isFirst, source, sourceDetail }: Begun): string {
  const company = sender.companyName;
  if (!isFirst) return t("sending.mail.rights", { company, contact: sender.contact });
  const detail = sourceDetail ?? sender.dataSourceNote;
  const from = detail
    ? t("sending.mail.source_named", { company, source: oneLine(detail) })
    : t(`sending.mail.source.${source}`, { company });
  return `${from} ${t("sending.mail.rights", { company, contact: sender.contact })}`;
}

/** Answers go to the company's own address, or to the provider's inbound address with the message's id behind a plus, so that they reach the timeline. */
function replyAddress({ replyTo }: Sender, messageId: string): string | undefined {
  if (replyTo) return oneLine(replyTo);
  const inbound = env().POSTMARK_INBOUND_ADDRESS;
  const at = inbound?.lastIndexOf("@") ?? -1;
  return at > 0 ? `${inbound!.slice(0, at)}+${messageId}${inbound!.slice(at)}` : undefined;
}

const shells = new Map<string, Promise<string>>();
const mostShells = 200;

/** What all mails of a sender and language share, rendered once: a mail costs one replacement. */
function shellOf(language: string, unsubscribe: string, lines: string[]): Promise<string> {
  const key = JSON.stringify([language, unsubscribe, lines]);
  const known = shells.get(key);
  if (known) return known;
  if (shells.size >= mostShells) shells.delete(shells.keys().next().value!);
  const rendered = render(
    ProspectMail({
      language,
      preview: gaps.preview,
      content: gaps.content,
      sender: lines,
      source: gaps.source,
      unsubscribe: { text: unsubscribe, link: gaps.unsubscribe },
    }),
  );
  shells.set(key, rendered);
  return rendered;
}
