import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { nameOf } from "~/platform/database/name-fields.server";
import { AppError } from "~/platform/errors";
import { readFile } from "~/platform/files.server";
import { isLanguage, localeOf } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { privacyRequestByDigest } from "~/platform/across.server";
import { found } from "~/platform/params.server";
import { asJob, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { writeSheet } from "../person/pdf-sheet.server";
import { getRequest } from "./requests.queries.server";

/** A file as it goes out. */
export interface OutFile {
  name: string;
  contentType: string;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * The archive of an access request or the certificate of an erasure, for a member of the company.
 * @throws AppError 'platform.record.unknown' (404) · 'privacy.request.no_file': it has none
 */
export async function fileOfRequest(company: CompanyScope, requestId: string): Promise<OutFile> {
  const { request, name } = await inCompany(company, async (ctx) => {
    const { name } = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { name: true } });
    return { request: found(await getRequest(ctx, requestId)), name };
  });
  if (request.state !== "done") throw new AppError("privacy.request.no_file");
  if (request.type === "access" && request.fileId)
    return { name: "donnees-personnelles.zip", contentType: "application/zip", bytes: readFile(company, request.fileId) };
  if (request.type !== "erasure") throw new AppError("privacy.request.no_file");
  const pdf = await certificateOf({ company: name, ...request });
  return { name: "certificat-effacement.pdf", contentType: "application/pdf", bytes: once(pdf) };
}

/** Whose file a link still opens, as that company shows itself; looking at it uses nothing up. Null: it opens nothing. */
export async function findLink(token: string) {
  const place = await privacyRequestByDigest(digest(token));
  return place && inCompany(asJob(place.companyId, "privacy-file"), getBranding);
}

/** What a link opens, once: who comes second finds it closed. Null for a link that opens nothing (any more). */
export async function takeFileByLink(token: string): Promise<OutFile | null> {
  const place = await privacyRequestByDigest(digest(token));
  if (!place) return null;
  const company = asJob(place.companyId, "privacy-file");
  const isFirst = await inCompany(company, async ({ db, now }) => {
    const where = { id: place.requestId, downloadedAt: null, state: "done" as const };
    return (await db.privacyRequest.updateMany({ where, data: { downloadedAt: now } })).count > 0;
  });
  return isFirst ? fileOfRequest(company, place.requestId) : null;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

type Certified = { company: string; language: string; id: string; receivedAt: Date; answeredAt: Date | null } & Pick<
  NonNullable<Awaited<ReturnType<typeof getRequest>>>,
  "result"
>;

/** What was erased, table by table, and what stays with the law that keeps it. It names nobody. */
async function certificateOf({ company, language: wanted, id, receivedAt, answeredAt, result }: Certified): Promise<Uint8Array> {
  const language = isLanguage(wanted) ? wanted : "fr";
  const t = (await voiceFor(language, ["privacy"])).getFixedT(language, "privacy");
  const day = (at: Date | null) =>
    at ? new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(at) : "";
  return writeSheet({
    title: t("certificate.title"),
    intro: [
      t("certificate.intro", { company, received: day(receivedAt), erased: day(answeredAt) }),
      t("certificate.reference", { id }),
      t("certificate.digest"),
    ],
    language,
    parts: result.map(({ table, deleted, emptied, cutOut, kept, law }) => ({
      title: nameOf(`table.${table}`, language) ?? table,
      rows: [
        [
          { label: t("certificate.deleted"), count: deleted },
          { label: t("certificate.emptied"), count: emptied },
          { label: t("certificate.cut_out"), count: cutOut },
          { label: t("certificate.kept"), count: kept },
        ]
          .filter(({ count }) => count > 0)
          .map(({ label, count }) => ({ label, value: String(count) }))
          .concat(law && kept > 0 ? [{ label: t("certificate.law"), value: t(`law.${law}`) }] : []),
      ],
    })),
  });
}
