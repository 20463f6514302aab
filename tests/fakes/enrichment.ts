import { http, HttpResponse } from "msw";

type Fault = "answer" | "busy" | "broken" | "lies" | "lose call" | "refuse key" | "nothing";

/** A firm as the State's directory tells it. SIREN and SIRET pass their checks and are nobody's. */
export const directoryFirm = {
  siren: "900000001",
  nom_complet: "AGENCE CORBELUNE",
  nom_raison_sociale: "AGENCE CORBELUNE",
  activite_principale: "68.31Z",
  tranche_effectif_salarie: "11",
  siege: {
    siret: "90000000100017",
    activite_principale: "68.31Z",
    tranche_effectif_salarie: "11",
    numero_voie: "12",
    type_voie: "RUE",
    libelle_voie: "DES LICES",
    code_postal: "35000",
    libelle_commune: "RENNES",
    etat_administratif: "A",
  },
};

/** A firm as Clearbit tells it. */
export const clearbitFirm = {
  domain: "corbelune.example.test",
  description: "Agence immobilière à Rennes depuis 1998",
  phone: "+33199000102",
  geo: { streetNumber: "12", streetName: "rue des Lices", postalCode: "35000", city: "Rennes" },
  linkedin: { handle: "company/corbelune" },
  metrics: { employees: 12 },
};

const at = (fault: Fault | undefined, answer: () => Response): Response => {
  if (fault === "busy") return new HttpResponse(null, { status: 429 });
  if (fault === "broken") return new HttpResponse(null, { status: 503 });
  if (fault === "lies") return HttpResponse.json({ data: "many", results: "many" });
  if (fault === "lose call") return HttpResponse.error();
  if (fault === "refuse key") return new HttpResponse(null, { status: 401 });
  if (fault === "nothing") return HttpResponse.json({ data: { emails: [] }, results: [] });
  return answer();
};

/** The sources of enrichment at the network: each answers as its documents say, or fails in the ways asked for, one a call; then as the last one. */
export function fakeSources(
  faults: { hunter?: Array<Fault>; clearbit?: Array<Fault | "later">; directory?: Array<Fault> } = {},
  { email = "solene@corbelune.example.test", score = 92, firm = clearbitFirm as object, listed = directoryFirm as object } = {},
) {
  const asked = { hunter: [] as Array<string>, clearbit: [] as Array<URL>, directory: [] as Array<string> };
  const faultOf = <T>(list: Array<T> | undefined, call: number) => list?.[Math.min(call, list.length - 1)];
  const handlers = [
    http.get("https://api.hunter.io/v2/email-finder", ({ request }) => {
      asked.hunter.push(request.url);
      return at(faultOf(faults.hunter, asked.hunter.length - 1), () =>
        HttpResponse.json({
          data: {
            email,
            score,
            position: "Directrice",
            linkedin_url: null,
            verification: { status: "valid" },
            sources: [{ uri: "https://corbelune.example.test/equipe" }],
          },
          meta: {},
        }),
      );
    }),
    http.get("https://api.hunter.io/v2/domain-search", ({ request }) => {
      asked.hunter.push(request.url);
      return at(faultOf(faults.hunter, asked.hunter.length - 1), () =>
        HttpResponse.json({
          data: { domain: "corbelune.example.test", emails: [{ value: email, type: "generic", confidence: score, sources: [] }] },
          meta: {},
        }),
      );
    }),
    http.get("https://company.clearbit.com/v2/companies/find", ({ request }) => {
      asked.clearbit.push(new URL(request.url));
      const fault = faultOf(faults.clearbit, asked.clearbit.length - 1);
      if (fault === "later") return HttpResponse.json({ error: { type: "queued" } }, { status: 202 });
      return at(fault, () => HttpResponse.json(firm));
    }),
    http.get("https://recherche-entreprises.api.gouv.fr/search", ({ request }) => {
      asked.directory.push(request.url);
      return at(faultOf(faults.directory, asked.directory.length - 1), () =>
        HttpResponse.json({ results: [listed], total_results: 1, page: 1, per_page: 5 }),
      );
    }),
  ];
  return { handlers, asked };
}
