import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { type MessagePlace, messageByUnsubscribe } from "~/platform/across.server";
import { asJob, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { getSender } from "../sending/sender.queries.server";
import { recordOpposition } from "./record-opposition.server";

export interface OppositionPage {
  company: string;
  /** Address of its logo; null: it has none. */
  logo: string | null;
  colors: { fill: string; ink: string };
  /** Where the reader asks about his data. */
  contact: string;
  address: string;
  source: "import_csv" | "manual" | "api" | "enrichment";
  sourceDetail: string | null;
  isDone: boolean;
}

/** What the way out of a message shows. Changes nothing: mail scanners open links. Null: no such link. */
export async function findOpposition(token: string): Promise<OppositionPage | null> {
  const place = await messageByUnsubscribe(digest(token));
  return place && read(scopeOf(place), place.messageId);
}

/** Opposes, by the page's button or by the mail program's one click; the second time changes nothing. Null: no such link. */
export async function opposeByToken(token: string): Promise<OppositionPage | null> {
  const place = await messageByUnsubscribe(digest(token));
  if (!place) return null;
  await inCompany(scopeOf(place), (ctx) => recordOpposition(ctx, { messageId: place.messageId, addresses: [], at: ctx.now }));
  return read(scopeOf(place), place.messageId);
}

const scopeOf = ({ companyId }: MessagePlace): CompanyScope => asJob(companyId, "unsubscribe");

const read = (scope: CompanyScope, messageId: string) =>
  inCompany(scope, async (ctx) => {
    const sender = await getSender(ctx);
    const { logo, colors } = await getBranding(ctx);
    const message = await ctx.db.message.findFirstOrThrow({
      where: { id: messageId },
      select: { toEmail: true, prospect: { select: { email: true, source: true, sourceDetail: true } } },
    });
    const address = message.toEmail ?? message.prospect.email ?? "";
    const suppressed = await ctx.db.suppression.findFirst({ where: { channel: "email", address }, select: { reason: true } });
    return {
      company: sender.companyName,
      logo,
      colors,
      contact: sender.contact,
      address,
      source: message.prospect.source,
      sourceDetail: message.prospect.sourceDetail ?? sender.dataSourceNote,
      isDone: suppressed !== null && suppressed.reason !== "manual" && suppressed.reason !== "hard_bounce",
    };
  });
