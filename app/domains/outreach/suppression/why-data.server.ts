import { getBranding } from "~/domains/identity/branding/save-branding.server";
import type { RequestType } from "~/domains/privacy/request/request.schema";
import { type Channel, channels } from "~/domains/privacy/contact/channel.rules";
import { standingOf } from "~/domains/privacy/contact/may-contact.server";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { messageByUnsubscribe } from "~/platform/across.server";
import type { Language } from "~/platform/i18n";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { getSender } from "../sending/sender.queries.server";
import { writeChoice } from "./write-choice.server";

/** What a reader may be told of himself, by field: words of prospecting name them. */
const toldFields = [
  "firstName", "lastName", "jobTitle", "organizationName", "email", "phone", "mobile", "siret", "street", "postalCode", "city", "department",
  "websiteUrl", "linkedinUrl", "language", "notes",
] as const; // prettier-ignore

export type DataPage = NonNullable<Awaited<ReturnType<typeof readPage>>>;

/** What the page behind a message's link shows its reader. Null: no such link. Changes nothing: mail scanners open links. */
export async function findDataPage(token: string): Promise<DataPage | null> {
  const place = await messageByUnsubscribe(digest(token));
  return place && inCompany(asJob(place.companyId, "why"), (ctx) => readPage(ctx, place.messageId));
}

export type DataAct = { intent: "oppose"; channel: Channel | "all" } | { intent: "ask"; type: Extract<RequestType, "access" | "erasure"> };

/** What the reader does there: he opposes, at once, or he asks for his data or their end. Null: no such link. */
export async function actOnData(token: string, act: DataAct, language: Language): Promise<DataPage | null> {
  const place = await messageByUnsubscribe(digest(token));
  if (!place) return null;
  return inCompany(asJob(place.companyId, "why"), async (ctx) => {
    const page = await readPage(ctx, place.messageId);
    if (!page.held) return page;
    if (act.intent === "oppose")
      await writeChoice(ctx, {
        prospectId: page.prospectId,
        channels: act.channel === "all" ? "all" : [act.channel],
        isGranted: false,
        source: "privacy_page",
        messageId: place.messageId,
        at: ctx.now,
      });
    else await registerRequest(ctx, { type: act.type, source: "page", prospectId: page.prospectId, language, receivedAt: ctx.now });
    return readPage(ctx, place.messageId);
  });
}

async function readPage(ctx: CompanyCtx, messageId: string) {
  const sender = await getSender(ctx);
  const { logo, colors } = await getBranding(ctx);
  const { prospectId, prospect } = await ctx.db.message.findFirstOrThrow({
    where: { id: messageId },
    select: {
      prospectId: true,
      prospect: {
        select: {
          ...(Object.fromEntries(toldFields.map((field) => [field, true])) as Record<(typeof toldFields)[number], true>),
          source: true,
          sourceDetail: true,
          legalBasis: true,
          leadScore: true,
          scoreReasons: true,
          createdAt: true,
          deletedAt: true,
        },
      },
    },
  });
  const { email, phone, mobile, organizationName, siret, jobTitle } = prospect;
  const held = toldFields.some((field) => prospect[field] !== null && field !== "language");
  const person = { emails: [email], phones: [phone, mobile], prospectId, isProfessional: !!(organizationName ?? siret ?? jobTitle) };
  return {
    prospectId,
    held,
    company: sender.companyName,
    logo,
    colors,
    contact: sender.contact,
    source: prospect.source,
    sourceDetail: held ? (prospect.sourceDetail ?? sender.dataSourceNote) : null,
    legalBasis: prospect.legalBasis,
    since: prospect.createdAt,
    facts: toldFields.flatMap((field) => (prospect[field] === null ? [] : [{ field, value: prospect[field] }])),
    score: { points: prospect.leadScore, reasons: prospect.scoreReasons as Array<{ code: string; points: number }> },
    channels: held ? await standingOf(ctx, person, channels) : [],
    messages: await ctx.db.message.count({ where: { prospectId, sentAt: { not: null } } }),
    asked: (
      await ctx.db.privacyRequest.findMany({
        where: { prospectId, state: { in: ["received", "running"] } },
        select: { type: true, dueAt: true },
      })
    ).map(({ type, dueAt }) => ({ type, dueAt })),
  };
}
