import { render } from "@react-email/render";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage, type Language, pieceIn } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { ProspectMail } from "../emails/prospect-mail";
import { replyAddress } from "./answer-place.server";
import type { Begun } from "./begin-sends.server";
import { addressLine, addressOf, escapeHtml, oneLine, paragraphsOf } from "./letter.rules";
import type { Sender } from "./sender.queries.server";

/** Stand in a frame where each mail puts its own, all in one pass: what is put in is never searched. */
const gaps = { preview: "§preview§", content: "§content§", link: "https://unsubscribe.invalid/", why: "https://why.invalid/" };
const anyGap = new RegExp(Object.values(gaps).join("|"), "g");

/**
 * The mail of one message: its text, who writes and from where, where the data comes from, and the way out, as HTML and as plain text.
 * Headers carry the one-click way out (RFC 8058) and our own id, by which replies and the provider's calls find the message again.
 */
export async function buildMail(sender: Sender, message: Begun): Promise<Mail> {
  const frame = await frameOf(sender, message);
  const token = linkToken("unsubscribe", message.messageId);
  const link = `${publicOrigin()}/unsubscribe/${token}`;
  const language = spokenIn(message);
  const own: Record<string, string> = {
    [gaps.preview]: escapeHtml(oneLine(message.previewText ?? message.content.slice(0, 120))),
    [gaps.content]: paragraphsOf(message.content),
    [gaps.link]: `${link}?lang=${language}`, // the pages behind the message speak as it does
    [gaps.why]: `${publicOrigin()}/why/${token}?lang=${language}`,
  };
  const from = sender.email ?? addressOf(env().MAIL_FROM);
  return {
    stream: "broadcast",
    from: addressLine(sender.name, from),
    to: oneLine(message.toEmail),
    replyTo: replyAddress(sender, message.messageId),
    subject: oneLine(message.subject),
    text: `${message.content.replace(/\r\n?/g, "\n").trim()}\n\n--\n${frame.foot.replace(anyGap, (gap) => own[gap]!)}`,
    html: frame.html.replace(anyGap, (gap) => own[gap]!),
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

const spokenIn = ({ language }: Pick<Begun, "language">): Language => (isLanguage(language) ? language : "fr");

type Translate = (key: string, values?: Record<string, string>) => string;

/** At first contact where the data comes from and what the reader may ask (GDPR, article 14); afterwards who holds it. */
function sourceLine(
  t: Translate,
  sender: Sender,
  { isFirst, source, sourceDetail }: Pick<Begun, "isFirst" | "source" | "sourceDetail">,
): string {
  const company = sender.companyName;
  if (!isFirst) return t("sending.mail.rights", { company, contact: sender.contact });
  const detail = sourceDetail ?? sender.dataSourceNote;
  const from = detail
    ? t("sending.mail.source_named", { company, source: oneLine(detail) })
    : t(`sending.mail.source.${source}`, { company });
  return `${from} ${t("sending.mail.rights", { company, contact: sender.contact })}`;
}

/** What the mails of a sender share, as HTML and under the plain text, with gaps. */
interface Frame {
  html: string;
  foot: string;
}

const frames = new Map<string, Promise<Frame>>();
const mostFrames = 200;

/** Rendered once for all mails of a sender, language and source: a mail then costs one replacement. */
function frameOf(sender: Sender, { language, isFirst, source, sourceDetail }: Begun): Promise<Frame> {
  const key = JSON.stringify([sender, language, isFirst, source, sourceDetail]);
  const known = frames.get(key);
  if (known) return known;
  if (frames.size >= mostFrames) frames.delete(frames.keys().next().value!);
  const made = makeFrame(sender, { language, isFirst, source, sourceDetail });
  frames.set(key, made);
  made.catch(() => frames.delete(key));
  return made;
}

async function makeFrame(sender: Sender, about: Pick<Begun, "language" | "isFirst" | "source" | "sourceDetail">): Promise<Frame> {
  const language = spokenIn(about);
  const t = (await voiceFor(language, ["outreach"])).getFixedT(language, "outreach");
  const source = sourceLine(t, sender, about);
  const html = await render(
    ProspectMail({
      language,
      preview: gaps.preview,
      content: gaps.content,
      accent: sender.accent,
      sender: sender.lines,
      source,
      unsubscribe: { text: t("sending.mail.unsubscribe"), link: gaps.link },
      why: { text: t("sending.mail.why"), link: gaps.why },
    }),
  );
  const foot = [
    sender.lines.map(pieceIn(language)).join("\n"),
    source,
    t("sending.mail.unsubscribe_text", { link: gaps.link }),
    t("sending.mail.why_text", { link: gaps.why }),
  ].join("\n\n");
  return { html, foot };
}
