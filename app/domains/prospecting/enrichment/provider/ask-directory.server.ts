import { z } from "zod";
import { env } from "~/platform/env.server";
import { askJson } from "~/platform/vendors/ask-json.server";
import { foldText } from "../../prospect/clean-text.rules";
import { type FoundValue, sizeOf } from "../enrichment-fields.rules";
import type { ProviderAnswer, Question } from "./question.rules";

const text = z.string().max(1000).nullish();
const Seat = z.object({
  siret: z.string().regex(/^\d{14}$/),
  activite_principale: text,
  tranche_effectif_salarie: text,
  numero_voie: text,
  indice_repetition: text,
  type_voie: text,
  libelle_voie: text,
  code_postal: text,
  libelle_commune: text,
  etat_administratif: text,
});
/** GET /search of the State's directory of firms (base SIRENE). */
const Listed = z.object({
  results: z
    .array(
      z.object({
        siren: z.string().regex(/^\d{9}$/),
        nom_complet: text,
        nom_raison_sociale: text,
        sigle: text,
        activite_principale: text,
        tranche_effectif_salarie: text,
        siege: Seat,
        matching_etablissements: z
          .array(Seat.partial().extend({ siret: z.string().regex(/^\d{14}$/) }))
          .max(100)
          .nullish(),
      }),
    )
    .max(25),
});

/** Least head count of each class of the register. */
const classes: Record<string, number> = {
  "01": 1, "02": 3, "03": 6, "11": 10, "12": 20, "21": 50, "22": 100, "31": 200, "32": 250, "41": 500, "42": 1000, "51": 2000, "52": 5000, "53": 10_000,
}; // prettier-ignore

/** What the State's directory says of a firm: by its SIRET, or by its name and where it is. */
export async function askDirectory({ siret, name, postalCode, city }: Question): Promise<ProviderAnswer> {
  const query = new URLSearchParams({ q: siret ?? [name, postalCode ? "" : city].filter(Boolean).join(" "), per_page: "5", page: "1" });
  if (!siret && postalCode && /^\d{5}$/.test(postalCode)) query.set("code_postal", postalCode);
  const answer = await askJson({ service: "directory", url: `${env().COMPANY_DIRECTORY_URL}/search?${query}` });
  if (answer.outcome === "away") return { outcome: "failed", code: answer.code };
  const read = Listed.safeParse(answer.body);
  if (!read.success) return answer.status === 200 ? { outcome: "failed", code: "unusable" } : { outcome: "answered", values: [] };
  const firms = read.data.results;
  const firm = siret ? firms.find(({ siren }) => siret.startsWith(siren)) : bestByName(firms, name ?? "");
  if (!firm) return { outcome: "answered", values: [] };
  const seat = firm.siege.siret === siret ? firm.siege : (firm.matching_etablissements?.find((one) => one.siret === siret) ?? firm.siege);
  const sure = siret ? 0.99 : sureByName(firms, firm, name ?? "");
  return { outcome: "answered", values: valuesOf(firm, seat, sure, siret !== null) };
}

type Firm = z.output<typeof Listed>["results"][number];

/** Names in one form, without the words that only say which kind of firm it is. */
const bare = (name: string) =>
  foldText(name)
    .replace(/\b(sarl|sas|sasu|eurl|sa|sci|scop|snc|societe|ste|ets|etablissements?)\b/g, "")
    .replace(/\s+/g, " ")
    .trim();
const namesOf = ({ nom_complet, nom_raison_sociale, sigle }: Firm) =>
  [nom_complet, nom_complet?.replace(/\(.*\)/, ""), nom_raison_sociale, sigle, /\((.+)\)/.exec(nom_complet ?? "")?.[1]].flatMap((one) =>
    one ? [bare(one)] : [],
  );
const bestByName = (firms: Array<Firm>, name: string) => firms.find((firm) => namesOf(firm).includes(bare(name))) ?? firms[0];

/** The very name, once in the place: nearly sure. Somebody of another name is a guess, left to a person. */
function sureByName(firms: Array<Firm>, firm: Firm, name: string): number {
  if (!namesOf(firm).includes(bare(name))) return 0.3;
  return firms.filter((one) => namesOf(one).includes(bare(name))).length === 1 ? 0.85 : 0.5;
}

function valuesOf(firm: Firm, seat: Partial<z.output<typeof Seat>> & { siret: string }, sure: number, isKnown: boolean): Array<FoundValue> {
  const url = `https://annuaire-entreprises.data.gouv.fr/entreprise/${firm.siren}`;
  const naf = seat.activite_principale ?? firm.activite_principale;
  const size = sizeOf(classes[seat.tranche_effectif_salarie ?? firm.tranche_effectif_salarie ?? ""] ?? 0);
  const street = [seat.numero_voie, seat.indice_repetition, seat.type_voie, seat.libelle_voie].filter(Boolean).join(" ");
  const closed = seat.etat_administratif === "F" ? 0.5 : 1;
  return [
    ...(isKnown ? [] : [{ field: "siret" as const, value: seat.siret, confidence: sure * closed, url }]),
    ...(naf ? [{ field: "naf" as const, value: naf, confidence: sure, url }] : []),
    ...(size ? [{ field: "size" as const, value: size, confidence: Math.min(sure, 0.9), url }] : []),
    ...(seat.code_postal && seat.libelle_commune
      ? [{ field: "address" as const, value: [street, seat.code_postal, seat.libelle_commune].join("\n"), confidence: sure * closed, url }]
      : []),
  ];
}
