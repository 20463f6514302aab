import { closingByDigest } from "~/platform/across.server";
import { isId } from "~/platform/ids";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import type { Law } from "../catalogue/column-tags.rules";

export interface KeptByLaw {
  law: Law;
  /** ISO. From then on it is erased too. */
  until: string;
  /** Rows by table. */
  rows: Record<string, number>;
}

/** The company's name and the closing that is on its way, if one is. */
export async function readClosing({ db, companyId }: CompanyCtx) {
  const { name } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true } });
  const closing = await db.companyClosing.findFirst({
    where: { cancelledAt: null, endedAt: null },
    select: { id: true, requestedAt: true, endsAt: true, requestedById: true },
  });
  const asker = closing
    ? await db.user.findFirst({ where: { id: closing.requestedById }, select: { firstName: true, lastName: true, email: true } })
    : null;
  return {
    name,
    closing: closing && { ...closing, by: asker && ([asker.firstName, asker.lastName].filter(Boolean).join(" ") || asker.email) },
  };
}

/** When the company's account ends, for every member; null when it does not. */
export async function closesAtOf({ db, companyId }: CompanyCtx): Promise<Date | null> {
  return (await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { closesAt: true } })).closesAt;
}

/** The certificate behind a mailed link, as long as the law keeps anything. Null: no such link. */
export async function findCertificate(token: string) {
  const place = token.length < 100 ? await closingByDigest(digest(token)) : null;
  if (!place || !isId(place.closingId)) return null;
  return inCompany(asJob(place.companyId, "privacy/show-certificate"), async ({ db, companyId }) => {
    const { name } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true } });
    const closing = await db.companyClosing.findUniqueOrThrow({
      where: { id: place.closingId },
      select: { requestedAt: true, endedAt: true, erased: true, kept: true },
    });
    return {
      company: name,
      requestedAt: closing.requestedAt,
      endedAt: closing.endedAt,
      erased: closing.erased as Record<string, number>,
      kept: closing.kept as unknown as Array<KeptByLaw>,
    };
  });
}
