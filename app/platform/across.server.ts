import { prisma } from "./db.server";
import type { RightsFacts } from "./rights.rules";

/**
 * What precedes a company or spans companies: log-in, webhooks that look for their company, the outbox, cron fan-out.
 * Each is a SECURITY DEFINER function of schema `across` that returns ids and sums; tests/invariants hold the list.
 */

export async function userByEmail(email: string): Promise<string | null> {
  const [row] = await prisma().$queryRaw<Array<{ id: string | null }>>`SELECT across.user_by_email(${email}) AS id`;
  return row?.id ?? null;
}

export interface SessionFacts {
  userId: string;
  companyId: string | null;
  roleKey: string | null;
  isPlatformStaff: boolean;
  emailVerified: boolean;
  /** When he last proved who he is in this session. */
  provenAt: Date;
  /** Whether a second factor was given in this session. */
  isStrong: boolean;
  /** Whether he has a second factor: an authenticator app or a passkey. */
  hasFactor: boolean;
  /** Until when he may do without; null when nothing asks one of him, or he has one. */
  factorDueAt: Date | null;
  /** Of the member in this company; null when he is in none. */
  rights: RightsFacts | null;
}

export async function sessionByDigest(digest: string): Promise<SessionFacts | null> {
  const [row] = await prisma().$queryRaw<Array<SessionFacts>>`
    SELECT user_id AS "userId", company_id AS "companyId", role_key AS "roleKey", is_platform_staff AS "isPlatformStaff", email_verified AS "emailVerified", rights,
      proven_at AS "provenAt", is_strong AS "isStrong", has_factor AS "hasFactor", factor_due_at AS "factorDueAt"
    FROM across.session_by_digest(${digest})`;
  return row ?? null;
}

export async function tokenByDigest(purpose: string, digest: string): Promise<{ id: string; userId: string } | null> {
  const [row] = await prisma().$queryRaw<
    Array<{ id: string; userId: string }>
  >`SELECT id, user_id AS "userId" FROM across.token_by_digest(${purpose}, ${digest})`;
  return row ?? null;
}

/** What became of an invitation; only an open one lets in. */
export type InvitationState = "open" | "used" | "replaced" | "revoked" | "expired";

export async function invitationByDigest(digest: string): Promise<{ id: string; companyId: string; state: InvitationState } | null> {
  const [row] = await prisma().$queryRaw<
    Array<{ id: string; companyId: string; state: InvitationState }>
  >`SELECT id, company_id AS "companyId", state FROM across.invitation_by_digest(${digest})`;
  return row ?? null;
}

/** Counts an attempt. False once `atMost` were made in this window. */
export async function takeRate(key: string, atMost: number, windowSeconds: number): Promise<boolean> {
  const [row] = await prisma().$queryRaw<
    Array<{ room: boolean }>
  >`SELECT across.take_rate(${key}, ${atMost}::int, ${windowSeconds}::int) AS room`;
  return row!.room;
}

/** Takes a try on a key. @returns 0 when it may be made now, else the seconds until the next may */
export async function takeTurn(key: string, free: number, atMostSeconds: number): Promise<number> {
  const [row] = await prisma().$queryRaw<
    Array<{ wait: number }>
  >`SELECT across.take_turn(${key}, ${free}::int, ${atMostSeconds}::int) AS wait`;
  return row!.wait;
}

export const endWait = (key: string) => prisma().$executeRaw`SELECT across.end_wait(${key})`;

export async function userByPasskey(credentialId: string): Promise<string | null> {
  const [row] = await prisma().$queryRaw<Array<{ id: string | null }>>`SELECT across.user_by_passkey(${credentialId}) AS id`;
  return row?.id ?? null;
}

export async function userByOutsideIdentity(provider: string, subject: string): Promise<string | null> {
  const [row] = await prisma().$queryRaw<
    Array<{ id: string | null }>
  >`SELECT across.user_by_outside_identity(${provider}, ${subject}) AS id`;
  return row?.id ?? null;
}

export const forgetOldRates = () => prisma().$executeRaw`SELECT across.forget_old_rates()`;

export interface DueDelivery {
  eventId: string;
  companyId: string;
  occurredAt: Date;
}

export const claimUndeliveredEvents = (atMost: number) =>
  prisma().$queryRaw<Array<DueDelivery>>`
    SELECT event_id AS "eventId", company_id AS "companyId", occurred_at AS "occurredAt" FROM across.claim_undelivered_events(${atMost}::int)`;

export const markDelivered = (eventIds: Array<string>, inngestIds: Array<string>) =>
  prisma().$executeRaw`SELECT across.mark_delivered(${eventIds}::uuid[], ${inngestIds}::text[])`;

export const postponeDelivery = (eventIds: Array<string>, reason: string) =>
  prisma().$executeRaw`SELECT across.postpone_delivery(${eventIds}::uuid[], ${reason})`;

export interface MessagePlace {
  messageId: string;
  companyId: string;
}

export async function messageByUnsubscribe(digest: string): Promise<MessagePlace | null> {
  const [row] = await prisma().$queryRaw<Array<MessagePlace>>`
    SELECT message_id AS "messageId", company_id AS "companyId" FROM across.message_by_unsubscribe(${digest})`;
  return row ?? null;
}

/** By our own id when the vendor hands it back, else by the vendor's. */
export async function messageByVendor(ownId: string | null, vendorId: string | null): Promise<MessagePlace | null> {
  const [row] = await prisma().$queryRaw<Array<MessagePlace>>`
    SELECT message_id AS "messageId", company_id AS "companyId" FROM across.message_by_vendor(${ownId}::uuid, ${vendorId})`;
  return row ?? null;
}

/** Keeps a vendor's call that names no message of ours. False when it was kept before. */
export async function keepStrayWebhook(provider: string, vendorKey: string, type: string, payload: unknown): Promise<boolean> {
  const [row] = await prisma().$queryRaw<Array<{ kept: boolean }>>`
    SELECT across.keep_stray_webhook(${provider}, ${vendorKey}, ${type}, ${JSON.stringify(payload)}::jsonb) AS kept`;
  return row!.kept;
}

/** Takes up kept calls of a vendor that are due another try; each counts as one. `subjectId`: the message spoken of. */
export const claimDueWebhooks = (provider: string, moment: Date, atMost: number) =>
  prisma().$queryRaw<Array<{ webhookEventId: string; companyId: string; subjectId: string }>>`
    SELECT webhook_event_id AS "webhookEventId", company_id AS "companyId", subject_id AS "subjectId"
    FROM across.claim_due_webhooks(${provider}, ${moment}::timestamptz, ${atMost}::int)`;

const companyIds = (rows: Array<{ companyId: string }>) => rows.map(({ companyId }) => companyId);

export const companiesDueReset = async (moment: Date) =>
  companyIds(await prisma().$queryRaw`SELECT company_id AS "companyId" FROM across.companies_due_reset(${moment})`);

export const companiesWithUnsettledSends = async (olderThan: Date) =>
  companyIds(await prisma().$queryRaw`SELECT company_id AS "companyId" FROM across.companies_with_unsettled_sends(${olderThan})`);

/** Running campaigns with approved messages that were due at that moment and of which none was begun in the five minutes before. */
export const campaignsWithDueMessages = (dueBefore: Date, atMost: number) =>
  prisma().$queryRaw<Array<{ companyId: string; campaignId: string }>>`
    SELECT company_id AS "companyId", campaign_id AS "campaignId" FROM across.campaigns_with_due_messages(${dueBefore}, ${atMost}::int)`;

export const timezones = () =>
  prisma().$queryRaw<Array<{ timezone: string; companies: number }>>`SELECT timezone, companies FROM across.timezones()`;

export interface FiguresRow {
  companyId: string;
  startsAt: Date;
  /** Null: the whole window. */
  campaignId: string | null;
  imported: number;
  contacted: number;
  sent: number;
  delivered: number;
  replies: number;
  bounces: number;
  unsubscribes: number;
  complaints: number;
}

/** Sums of windows of time of many companies, out of their facts, in one statement. */
export const figuresOfWindows = (windows: Array<{ companyId: string; startsAt: Date; endsAt: Date }>) =>
  prisma().$queryRaw<Array<FiguresRow>>`
    SELECT company_id AS "companyId", starts_at AS "startsAt", campaign_id AS "campaignId", imported, contacted, sent, delivered, replies, bounces, unsubscribes, complaints
    FROM across.figures_of_windows(${windows.map(({ companyId }) => companyId)}::uuid[], ${windows.map(({ startsAt }) => startsAt)}::timestamptz[], ${windows.map(({ endsAt }) => endsAt)}::timestamptz[])`;

/** Companies of these zones without a report of their zone's period, that were there before it ended. */
export const companiesDueReport = (zones: Array<{ timezone: string; period: string; endsAt: Date }>, atMost: number) =>
  prisma().$queryRaw<Array<{ companyId: string; timezone: string }>>`
    SELECT company_id AS "companyId", timezone FROM across.companies_due_report(${zones.map(({ timezone }) => timezone)}::text[],
      ${zones.map(({ period }) => period)}::text[], ${zones.map(({ endsAt }) => endsAt)}::timestamptz[], ${atMost}::int)`;

/** Keeps weekly reports with their sums and their facts. @returns those that were not there yet, with their facts' ids */
export const keepWeeklyReports = (reports: Array<Record<string, unknown>>) =>
  prisma().$queryRaw<Array<{ reportId: string; companyId: string; eventId: string }>>`
    SELECT report_id AS "reportId", company_id AS "companyId", event_id AS "eventId" FROM across.keep_weekly_reports(${JSON.stringify(reports)}::jsonb)`;

/** Makes the partitions that are missing a year ahead of a moment and detaches those past their retention into the archive. Twice is as good as once. */
export async function keepPartitions(moment: Date): Promise<{ made: number; detached: number }> {
  const [row] = await prisma().$queryRaw<Array<{ made: number; detached: number }>>`
    SELECT made, detached FROM across.keep_partitions(${moment}::timestamptz)`;
  return row!;
}

/** Time zones in which people's mornings are counted: those of companies, and those that people chose for themselves. */
export const morningZones = async () =>
  (await prisma().$queryRaw<Array<{ timezone: string }>>`SELECT timezone FROM across.morning_zones()`).map(({ timezone }) => timezone);

/** Zones where a day's morning has come, each with that day, `2026-11-23`. */
export type Mornings = Array<{ timezone: string; day: string }>;

/** Companies of these zones whose morning notes of their zone's day are not written yet. */
export const companiesDueMorning = async (mornings: Mornings, atMost: number) =>
  companyIds(
    await prisma().$queryRaw`SELECT company_id AS "companyId" FROM across.companies_due_morning(
      ${mornings.map(({ timezone }) => timezone)}::text[], ${mornings.map(({ day }) => day)}::date[], ${atMost}::int)`,
  );

/** Members of these zones with something to be told by mail and no mail of their zone's day yet. */
export const readersDueDigest = (mornings: Mornings, atMost: number) =>
  prisma().$queryRaw<Array<{ companyId: string; userId: string; day: string }>>`
    SELECT company_id AS "companyId", user_id AS "userId", day::text AS day FROM across.readers_due_digest(
      ${mornings.map(({ timezone }) => timezone)}::text[], ${mornings.map(({ day }) => day)}::date[], ${atMost}::int)`;

/** Whose place in which company a membership is, for links in mails. */
export async function membershipById(id: string): Promise<{ companyId: string; userId: string } | null> {
  const [row] = await prisma().$queryRaw<Array<{ companyId: string; userId: string }>>`
    SELECT company_id AS "companyId", user_id AS "userId" FROM across.membership_by_id(${id}::uuid)`;
  return row ?? null;
}

export const companiesInTimezone = async (timezone: string) =>
  companyIds(await prisma().$queryRaw`SELECT company_id AS "companyId" FROM across.companies_in_timezone(${timezone})`);

/** The request whose archive or certificate a link opens, while it does. */
export async function privacyRequestByDigest(digest: string): Promise<{ requestId: string; companyId: string } | null> {
  const [row] = await prisma().$queryRaw<Array<{ requestId: string; companyId: string }>>`
    SELECT request_id AS "requestId", company_id AS "companyId" FROM across.privacy_request_by_digest(${digest})`;
  return row ?? null;
}

/** The ended closing whose certificate a link opens. */
export async function closingByDigest(digest: string): Promise<{ closingId: string; companyId: string } | null> {
  const [row] = await prisma().$queryRaw<Array<{ closingId: string; companyId: string }>>`
    SELECT closing_id AS "closingId", company_id AS "companyId" FROM across.closing_by_digest(${digest})`;
  return row ?? null;
}

/** Closings of companies' accounts whose next step has come. */
export const closingsDue = (moment: Date) =>
  prisma().$queryRaw<Array<{ closingId: string; companyId: string }>>`
    SELECT closing_id AS "closingId", company_id AS "companyId" FROM across.closings_due(${moment}::timestamptz)`;

/** Erases up to so many rows of a company whose closing has ended, save what these laws keep. @returns how many; 0: nothing is left to erase */
export async function eraseCompany(closingId: string, laws: Array<string>, atMost: number): Promise<number> {
  const [row] = await prisma().$queryRaw<Array<{ gone: number }>>`
    SELECT across.erase_company(${closingId}::uuid, ${laws}::text[], ${atMost}::int) AS gone`;
  return row!.gone;
}

/** Audit chains that moved since they were signed last. */
export const headsToAnchor = (atMost: number) =>
  prisma().$queryRaw<Array<{ companyId: string; chain: string; sequence: string; hash: string }>>`
    SELECT company_id AS "companyId", chain, sequence::text AS sequence, hash FROM across.heads_to_anchor(${atMost}::int)`;

/** Keeps signed heads; one that is kept already stays. @returns how many were new */
export async function keepAnchors(anchors: Array<Record<string, string>>): Promise<number> {
  const [row] = await prisma().$queryRaw<Array<{ kept: number }>>`SELECT across.keep_anchors(${JSON.stringify(anchors)}::jsonb) AS kept`;
  return row!.kept;
}

export const companiesWithOldAudit = async (moment: Date) =>
  companyIds(await prisma().$queryRaw`SELECT company_id AS "companyId" FROM across.companies_with_old_audit(${moment}::timestamptz)`);

/** Takes out of a company's log what is past its own retention, and notes it there. @returns how many entries left */
export async function forgetOldAudit(companyId: string, moment: Date): Promise<number> {
  const [row] = await prisma().$queryRaw<
    Array<{ gone: number }>
  >`SELECT across.forget_old_audit(${companyId}::uuid, ${moment}::timestamptz) AS gone`;
  return row!.gone;
}

export interface ApiTokenFacts {
  apiTokenId: string;
  companyId: string;
  /** Its creator, in whose name it acts. */
  userId: string;
  scopes: Array<string>;
  allowedAddresses: Array<string>;
  roleKey: string;
  isPlatformStaff: boolean;
  emailVerified: boolean;
  rights: RightsFacts | null;
}

/** A key to our API that is neither revoked nor expired, of an active member. Notes that it was used, to the minute. */
export async function apiTokenByDigest(digest: string): Promise<ApiTokenFacts | null> {
  const [row] = await prisma().$queryRaw<Array<ApiTokenFacts>>`
    SELECT api_token_id AS "apiTokenId", company_id AS "companyId", user_id AS "userId", scopes, allowed_addresses AS "allowedAddresses",
      role_key AS "roleKey", is_platform_staff AS "isPlatformStaff", email_verified AS "emailVerified", rights
    FROM across.api_token_by_digest(${digest})`;
  return row ?? null;
}

/** Lists whose hour has come, each with that hour. */
export const importJobsDue = async (moment: Date, atMost: number) =>
  (
    await prisma().$queryRaw<Array<{ companyId: string; importJobId: string; due: Date }>>`
      SELECT company_id AS "companyId", import_job_id AS "importJobId", due FROM across.import_jobs_due(${moment}::timestamptz, ${atMost}::int)`
  ).map(({ due, ...job }) => ({ ...job, due: due.toISOString() }));

/** The list whose address takes mail under this key. */
export async function importJobByInbound(inboundKey: string): Promise<{ companyId: string; importJobId: string } | null> {
  const [row] = await prisma().$queryRaw<Array<{ companyId: string; importJobId: string }>>`
    SELECT company_id AS "companyId", import_job_id AS "importJobId" FROM across.import_job_by_inbound(${inboundKey})`;
  return row ?? null;
}

/** Some companies that still keep copies of merges which can no longer be undone. */
export async function companiesWithOldMerges(atMost: number): Promise<Array<string>> {
  const rows = await prisma().$queryRaw<Array<{ companyId: string }>>`
    SELECT company_id AS "companyId" FROM across.companies_with_old_merges(${atMost}::int)`;
  return rows.map(({ companyId }) => companyId);
}

/** Some companies that still keep former values of acts on many which can no longer be undone. */
export async function companiesWithOldRuns(atMost: number): Promise<Array<string>> {
  const rows = await prisma().$queryRaw<Array<{ companyId: string }>>`
    SELECT company_id AS "companyId" FROM across.companies_with_old_runs(${atMost}::int)`;
  return rows.map(({ companyId }) => companyId);
}

/** Companies that have prospects, by id after `after`. */
export async function companiesWithProspects(after: string | null, atMost: number): Promise<Array<string>> {
  const rows = await prisma().$queryRaw<Array<{ id: string }>>`
    SELECT company_id AS id FROM across.companies_with_prospects(${after}::uuid, ${atMost}::int)`;
  return rows.map(({ id }) => id);
}

/** Some companies with a mail domain that is to be asked about, for the first time or again. */
export async function companiesWithDueMailDomains(moment: Date, atMost: number): Promise<Array<string>> {
  const rows = await prisma().$queryRaw<Array<{ companyId: string }>>`
    SELECT company_id AS "companyId" FROM across.companies_with_due_mail_domains(${moment}::timestamptz, ${atMost}::int)`;
  return rows.map(({ companyId }) => companyId);
}
