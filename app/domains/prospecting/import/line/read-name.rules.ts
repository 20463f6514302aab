import { cleanLine, foldText } from "../../prospect/clean-text.rules";

const firmWords = new Set(
  "immo immobilier immobiliere immobilieres immobiliers immobilia agence agences cabinet sarl sas sasu sa eurl sci scp selarl snc spa srl gmbh ag kg ltd limited llc inc corp company co group groupe holding societe ets etablissements entreprise associes partners consulting conseil conseils services gestion syndic transaction transactions transac habitat patrimoine residence residences foncia century orpi laforet guy hoquet realty estate properties property proprietes maison maisons bureau studio atelier garage hotel restaurant pharmacie mairie association federation union cooperative banque assurance assurances finance invest investissement international france europe developpement promotion construction batiment travaux transports logistique distribution import export industries industrie solutions systems technologies agentur immobilien immobiliare inmobiliaria studio notaire notaires avocat avocats expert experts".split(
    " ",
  ),
);
firmWords.delete("guy");

/** Whether a name is a firm's: a legal form, a word of trade, a digit, a sign that people's names do not have. */
export function looksLikeOrganization(name: string): boolean {
  if (/(?:^|[\s(-])\d|[&%@/+]/.test(name) || /\.(fr|com|net|org|immo)\b/i.test(name)) return true;
  const parts = foldText(name.replace(/(?<=\b\p{L})\.(?=\p{L}\b|$|\s)/gu, "")).split(" ");
  return parts.some((part) => firmWords.has(part)) || parts.length > 5;
}

const honorific =
  /^(?:m|mr|mme|mlle|me|dr|pr|monsieur|madame|mademoiselle|ma[iî]tre|mrs|ms|miss|sig|sig\.ra|signor|signora|sr|sra|se[nñ]or|se[nñ]ora|herr|frau)\.?\s+(?=\S)/i;
const particle = /^(?:de|du|des|d'|d’|le|la|les|van|von|der|den|di|da|del|della|dos|el|al|ben|bin|mac|mc|saint)$/i;

/**
 * First and last name out of one cell. `DUPONT Jean`, `Dupont, Jean`, `Jean DUPONT` and `Mme Jeanne de La Tour` are
 * understood; a single word is a last name. The name of a firm stays whole.
 */
export function splitFullName(text: string): { firstName: string; lastName: string } | { lastName: string } | { organizationName: string } {
  const whole = cleanLine(text);
  const bare = whole.replace(honorific, "");
  const [before, after, ...more] = bare.split(/\s*,\s*/);
  if (before && after && more.length === 0 && !looksLikeOrganization(bare)) return { firstName: after, lastName: before };
  if (bare === whole && looksLikeOrganization(bare)) return { organizationName: whole };

  const parts = bare.split(" ");
  if (parts.length < 2) return { lastName: bare };
  const capitals = parts.map((part) => part.length > 1 && part === part.toUpperCase() && part !== part.toLowerCase());
  const lead = capitals.indexOf(false);
  if (lead > 0 && capitals.slice(lead).every((isCapital) => !isCapital)) {
    return { lastName: parts.slice(0, lead).join(" "), firstName: parts.slice(lead).join(" ") };
  }
  const tail = capitals.indexOf(true);
  if (tail > 0 && capitals.slice(tail).every((isCapital) => isCapital)) return splitAt(parts, tail);
  const particleAt = parts.findIndex((part, at) => at > 0 && particle.test(part));
  return splitAt(parts, particleAt > 0 ? particleAt : 1);
}

const splitAt = (parts: Array<string>, at: number) => ({ firstName: parts.slice(0, at).join(" "), lastName: parts.slice(at).join(" ") });
