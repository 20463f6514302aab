import type { MailDomainState } from "~/generated/prisma/enums";

/** What can be said of an address before anything was sent to it. invalid: nothing is sent there. */
export const emailStates = ["unknown", "valid", "risky", "invalid"] as const;
export type EmailState = (typeof emailStates)[number];

/** Why an address is risky or invalid, or why it is held valid in spite of the DNS. */
export type EmailReason = "bounced" | "no_domain" | "no_mail" | "null_mx" | "vouched" | "typo" | "disposable" | "role";

/** Answers of the DNS after which no mail can arrive. */
export const deadStates = ["null_mx", "no_mail", "no_domain"] as const satisfies ReadonlyArray<MailDomainState>;
type DeadState = (typeof deadStates)[number];
const isDead = (state: MailDomainState): state is DeadState => deadStates.includes(state as DeadState);

/**
 * Mailboxes of a post or a department, not of a person, in the six languages and as Arabic names are spelt in Latin letters. The first
 * word of the mailbox decides: contact.rennes@ is one too.
 */
const roleWords =
  "abuse accounting accounts accueil acheter achats admin administracion administration administrativo agence agency agenzia alquiler amministrazione anfrage angebot assistance assistenza atencion ausbildung bestellung bewerbung billing booking buchhaltung buero candidatura candidature clientes clienti clients commande commercial commerciale compras compta comptabilite contabilidad contabilita contact contacto contatti contatto customer datenschutz desk devis direccion direction direzione dpo einkauf empfang empleo enquiries enquiry facturacion facturation fatturazione finance formation gdpr gerencia gestion hallo hello help helpdesk hola hostmaster hr idara immo info informacion information informationen informations informazioni inmobiliaria inquiry invoice istifsar istilamat jobs kontakt kundenservice legal lavoro location locations mail mailbox maktab marketing mabiat mabiaat media noreply no-reply notaire office oficina ordini orders pedidos personal post posta postmaster prenotazioni presse press privacy recepcion reception rechnung recrutement recruitment redaction reklamation rental reservas reservation reservations rgpd rh rrhh sales sav secretaria secretariat segreteria sekretariat service services soporte support supporto syndic team termin transaction transactions ufficio urlaub vendite venta ventas vente ventes verkauf vermietung vertrieb verwaltung webmaster zentrale".split(
    " ",
  );
const role = new RegExp(`^(${roleWords.join("|")})([._+-].*)?$`);
/** The same for PostgreSQL, which finds a word in a list at once but tries a pattern of two hundred one by one: the words that the first part
 *  of a mailbox is compared with, and those that have a sign in them, as a pattern of the whole. */
export const roleFirstParts = roleWords.filter((word) => !/[._+-]/.test(word));
export const roleWholePattern = `^(${roleWords.filter((word) => /[._+-]/.test(word)).join("|")})([._+-].*)?$`;

export const isRoleAddress = (email: string) => role.test(email.slice(0, email.lastIndexOf("@")));
export const domainOf = (email: string) => email.slice(email.lastIndexOf("@") + 1);

/** What is known of an address and its domain. */
export interface EmailFacts {
  email: string;
  hasBounced: boolean;
  isVouched: boolean;
  /** Null: its domain was never met. */
  domain: { state: MailDomainState; isDisposable: boolean; meantDomain: string | null } | null;
}

/**
 * The state of an address with all its reasons. A hard bounce outweighs a member's word, which outweighs the DNS. Says the same as
 * emailStateSql of email-state.server.ts.
 */
export function judgeEmail({ email, hasBounced, isVouched, domain }: EmailFacts): { state: EmailState; reasons: Array<EmailReason> } {
  const dead = domain && isDead(domain.state) ? domain.state : null;
  if (hasBounced) return { state: "invalid", reasons: ["bounced"] };
  const risks: Array<EmailReason> = [
    ...(domain?.meantDomain ? ["typo" as const] : []),
    ...(domain?.isDisposable ? ["disposable" as const] : []),
    ...(isRoleAddress(email) ? ["role" as const] : []),
  ];
  if (isVouched) return { state: "valid", reasons: ["vouched", ...(dead ? [dead] : []), ...risks] };
  if (dead) return { state: "invalid", reasons: [dead, ...risks] };
  if (risks.length > 0) return { state: "risky", reasons: risks };
  return { state: domain?.state === "accepts" ? "valid" : "unknown", reasons: [] };
}
