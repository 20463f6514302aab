import { render } from "@react-email/render";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage, localeOf } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { AccountMail } from "../emails/account-mail";
import { deviceName } from "./device.rules";

interface Met {
  userId: string;
  deviceId: string;
  tokenId: string;
}

interface DeviceLetter {
  to: string;
  name: string;
  language: string;
  timezone: string;
  device: string;
  address: string;
  at: Date;
  tokenId: string;
}

/** What the mail of a new device says; runs as that person. Null when he denied it already, or the browser was forgotten. */
export async function readDeviceMail(ctx: CompanyCtx, { userId, deviceId, tokenId }: Met): Promise<DeviceLetter | null> {
  const device = await ctx.db.knownDevice.findFirst({ where: { id: deviceId, userId } });
  if (!device) return null;
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, firstName: true, language: true } });
  const { timezone } = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { timezone: true } });
  return {
    to: user.email,
    name: user.firstName ?? "",
    language: user.language,
    timezone,
    device: deviceName(device.userAgent),
    address: device.ipAddress ?? "",
    at: device.createdAt,
    tokenId,
  };
}

export async function composeDeviceMail(letter: DeviceLetter): Promise<Mail> {
  const language = isLanguage(letter.language) ? letter.language : "fr";
  const t = (await voiceFor(language, ["identity"])).getFixedT(null, "identity");
  const at = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeStyle: "short", timeZone: letter.timezone }).format(
    letter.at,
  );
  const device = letter.device || t("security.device_unknown");
  const words = (key: string) => t(`mail.device.${key}`, { name: letter.name, device, address: letter.address, at });
  const link = `${publicOrigin()}/security/not-me/${linkToken("not_me", letter.tokenId)}`;
  const parts = {
    language,
    preview: words("preview"),
    heading: words("subject"),
    greeting: words("greeting"),
    text: words("text"),
    button: words("button"),
    link,
    byHand: t("mail.by_hand"),
    ignore: words("ignore"),
  };
  return {
    stream: "transactional",
    from: env().MAIL_FROM,
    to: letter.to,
    subject: words("subject"),
    html: await render(AccountMail(parts)),
    text: [parts.greeting, parts.text, parts.ignore, `${parts.button}: ${link}`].join("\n\n"),
    headers: [],
    ownId: letter.tokenId,
  };
}
