import type { CompanyCtx } from "~/platform/tenancy.server";
import { companyChanged } from "./company.events.server";
import type { SenderIdentity } from "./company.schema";

/** Sets who writes and when. Emptied fields become empty. */
export async function changeCompany(ctx: CompanyCtx, input: SenderIdentity) {
  const { name, postalAddress, senderName, senderEmail, replyToEmail, websiteUrl, dataSourceNote, timezone, sendFromHour, sendUntilHour } =
    input;
  const { commercialName, email, phone, legalForm, siren, siret, vatNumber, nafCode, cardNumber, cardIssuer, cardExpiresOn, language } =
    input;
  const before = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId } });
  const after = await ctx.db.company.update({
    where: { id: ctx.companyId },
    data: {
      name,
      timezone,
      sendFromHour,
      sendUntilHour,
      postalAddress: postalAddress ?? null,
      senderName: senderName ?? null,
      senderEmail: senderEmail ?? null,
      replyToEmail: replyToEmail ?? null,
      websiteUrl: websiteUrl ?? null,
      dataSourceNote: dataSourceNote ?? null,
      commercialName: commercialName ?? null,
      email: email ?? null,
      phone: phone ?? null,
      legalForm: legalForm ?? null,
      siren: siren ?? siret?.slice(0, 9) ?? null, // the SIRET begins with it
      siret: siret ?? null,
      vatNumber: vatNumber ?? null,
      nafCode: nafCode ?? null,
      cardNumber: cardNumber ?? null,
      cardIssuer: cardIssuer ?? null,
      cardExpiresOn: cardExpiresOn ? new Date(cardExpiresOn) : null,
      language: language ?? before.language,
    },
  });
  ctx.emit(companyChanged.create({ companyId: ctx.companyId }), ctx.companyId);
  ctx.audit({ action: "company.changed", about: { type: "company", id: ctx.companyId }, before, after });
}
