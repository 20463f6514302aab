export const importTargets = [
  "firstName",
  "lastName",
  "fullName",
  "email",
  "phone",
  "mobile",
  "organizationName",
  "jobTitle",
  "siret",
  "street",
  "postalCode",
  "city",
  "countryCode",
  "websiteUrl",
  "linkedinUrl",
  "language",
  "tags",
  "notes",
  "source",
  "externalId",
  "latitude",
  "longitude",
  "custom",
  "ignore",
] as const;
/** What a column of a list can become. `custom` keeps it under its own header, `ignore` leaves it out. */
export type ImportTarget = (typeof importTargets)[number];

/** Header words in French, English, Italian, Spanish and German, as `foldHeader` writes them. */
const words: Record<Exclude<ImportTarget, "custom">, string> = {
  firstName:
    "prenom prenoms firstname first givenname given forename fname nome nombre vorname prenomcontact contactfirstname contactprenom rufname",
  lastName:
    "lastname last familyname family surname lname nomdefamille nomfamille nompatronymique cognome apellido apellidos nachname familienname nomcontact contactlastname contactnom zuname",
  fullName:
    "fullname name contactname nomcomplet nomprenom nometprenom prenomnom prenometnom nomprenoms contact interlocuteur personname nomecompleto nomeecognome nominativo nombrecompleto nombreyapellidos vollstandigername vorundnachname ansprechpartner nomducontact destinataire referent",
  email:
    "email emailaddress mail emails courriel mel adressemail adressemel adresseemail adresseelectronique adressecourriel adressedemessagerie emailadresse mailadresse correo correoelectronico indirizzoemail postaelettronica posta epost contactemail emailcontact personemail workemail",
  phone:
    "phone phonenumber telephone telephonenumber tel telefon telefono telefonnummer numerodetelephone numerotelephone numtel notelephone numtelephone telfixe fixe telephonefixe fixo lignefixe landline teldirect telephonedirect telephonestandard standard festnetz telefonofisso fisso telefonofijo numeroditelefono numerotelefono telno contactphone phonework workphone businessphone homephone",
  mobile:
    "mobile mobilephone mobilenumber portable telephoneportable telportable telmobile telephonemobile cell cellphone cellulare movil telefonomovil handy handynummer mobil mobiltelefon gsm numeroportable mobilephonenumber cel celular",
  organizationName:
    "company companyname organization organisation organizationname organisationname account accountname business businessname firm entreprise societe raisonsociale nomentreprise nomsociete nomdelentreprise nomdelasociete denomination denominationsociale enseigne agence nomagence nomdelagence agency agencyname etablissement nometablissement azienda ragionesociale societa empresa razonsocial firma unternehmen firmenname organizzazione organizacion employer employeur structure cabinet nomcommercial denominationunitelegale",
  jobTitle:
    "jobtitle title job position role fonction poste titre profession metier intituleposte ruolo posizione qualifica cargo puesto titulo berufsbezeichnung funktion stelle posteoccupe intituleduposte emploi qualite",
  siret: "siret nsiret nosiret numerosiret numsiret siretno siretnumber codesiret numerosiren nsiren sirenorsiret siretetablissement",
  street:
    "address adresse rue street streetaddress address1 addressline1 addressline adresse1 adressepostale voie indirizzo via direccion calle strasse anschrift strassehausnummer adressecomplete adresseligne1 mailingstreet domicilio libellevoie",
  postalCode:
    "postalcode postcode zip zipcode codepostal cp codepost postal cap codicepostale codigopostal plz postleitzahl mailingpostalcode codepostaletablissement",
  city: "city ville town commune localite citta comune ciudad localidad poblacion municipio stadt ort mailingcity nomcommune libellecommune",
  countryCode: "country countrycode pays codepays paese nazione pais land staat laendercode mailingcountry paysiso",
  websiteUrl:
    "website websiteurl url siteweb site siteinternet web webpage homepage sitoweb sito sitioweb paginaweb webseite internet lien companydomainname domain www",
  linkedinUrl:
    "linkedin linkedinurl linkedinprofile profillinkedin linkedinprofileurl lienlinkedin urllinkedin linkedinbio personlinkedinurl",
  language: "language langue lang locale lingua idioma sprache preferredlanguage",
  tags: "tags tag labels label etiquettes etiquette libelles motscles keywords etichette etiquetas schlagworter groupmembership groupes segments",
  notes:
    "notes note comment comments commentaire commentaires remarque remarques observation observations description notas nota osservazioni commenti bemerkung bemerkungen notizen kommentar remarks",
  source:
    "source leadsource origine provenance origin fonte fuente quelle originalsource sourceducontact canaldacquisition sourcedulead herkunft",
  externalId:
    "externalid recordid contactid customerid clientid leadid accountid rowid userid uniqueid uid guid uuid identifiant reference ref idexterne idclient idcontact idprospect numeroclient codeclient kundennummer codicecliente id",
  latitude: "latitude lat latitud latitudine breitengrad ylat",
  longitude: "longitude lon lng long longitud longitudine langengrad xlon",
  ignore: "index rownumber row numeroligne ligne line no num nr",
};

/** Words that say which of several, and not what: left out before a second look. */
const qualifiers = new Set(
  "n no nr primary principal principale primaire secondary secondaire pro professionnel professionnelle perso personnel personnelle personal work home business office bureau main person personne contact lead prospect client customer value valeur du de la le les des d l of the del di il el autre other second preferred organization mailing billing raw unite legale etablissement usuel operateur".split(
    " ",
  ),
);
const secondRank = new Set("secondary secondaire autre other second billing".split(" "));

const targets = new Map<string, Exclude<ImportTarget, "custom">>();
for (const [target, list] of Object.entries(words)) {
  for (const word of list.split(" ")) targets.set(word.toLowerCase(), target as Exclude<ImportTarget, "custom">);
}

/** A header without accents, case, punctuation: `Adresse e-mail` and `adresse_email` become the words `adresse e mail`, `adresse email`. */
export function headerWords(header: string): Array<string> {
  return header
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Headers that do not say whom they name: a person, a family, a firm. */
const unsettled: Record<string, "lastName" | "fullName"> = {
  nom: "lastName",
  name: "fullName",
  nome: "fullName",
  contact: "fullName",
  client: "fullName",
};

export interface HeaderMeaning {
  target: Exclude<ImportTarget, "custom">;
  /** 0–1. */
  certainty: number;
  /** `Nom`, `Name`: who they name shows in the other columns (map-columns.rules.ts). */
  isUnsettled?: true;
}

/** The field that a header names; null for a word we do not know. */
export function targetOfHeader(header: string): HeaderMeaning | null {
  if (/^(#|№|n°)$/i.test(header.trim())) return { target: "ignore", certainty: 0.9 };
  const parts = headerWords(header);
  const whole = parts.join("");
  if (unsettled[whole]) return { target: unsettled[whole], certainty: 0.6, isUnsettled: true };
  const exact = targets.get(whole);
  if (exact) return { target: exact, certainty: 0.98 };
  if (whole === "siren") return { target: "siret", certainty: 0.7 };
  const numbered = parts.map((part) => part.replace(/\d+$/, "")).filter((part) => part !== "");
  const order = Number(/\d+/.exec(whole)?.[0] ?? 1);
  const plain = targets.get(numbered.join(""));
  if (plain) return { target: plain, certainty: order > 1 ? 0.7 : 0.95 };
  const core = numbered.filter((part) => !qualifiers.has(part)).join("");
  const found = core === "nom" ? "lastName" : targets.get(core);
  if (!found || found === "ignore") return null;
  const isSecond = order > 1 || numbered.some((part) => secondRank.has(part));
  return { target: found, certainty: isSecond ? 0.6 : 0.85 };
}
