import { noFacts } from "../../app/domains/prospecting/score/score-facts.rules";
import { type ScoreReason, scorerOf } from "../../app/domains/prospecting/score/score-prospect.rules";
import { defaultRules } from "../../app/domains/prospecting/score/score-rules.schema";
import { type Random, seeded } from "./random";

interface Region {
  towns: Array<[town: string, postcode: string]>;
  heads: Array<string>;
  tails: Array<string>;
  first: Array<string>;
  last: Array<string>;
}

/** Regions with towns of theirs (town, postcode) and sounds that the invented names are made of. None of the firms or people exists. */
const regions: Array<Region> = [
  {
    towns: [
      ["Rennes", "35000"],
      ["Brest", "29200"],
      ["Quimper", "29000"],
      ["Lorient", "56100"],
      ["Vannes", "56000"],
      ["Saint-Brieuc", "22000"],
      ["Saint-Malo", "35400"],
      ["Lannion", "22300"],
    ],
    heads: ["Ker", "Tré", "Plou", "Lan", "Pen", "Roz"],
    tails: ["vézan", "mouric", "dréol", "galvé", "stival", "norvan", "belloc", "quéret"],
    first: ["Solène", "Yann", "Gaëlle", "Erwan", "Nolwenn", "Malo", "Enora", "Ronan"],
    last: ["Quimerch", "Le Brévec", "Morvezen", "Kerbastien", "Trémoire", "Le Goarnic", "Pennorvan"],
  },
  {
    towns: [
      ["Strasbourg", "67000"],
      ["Colmar", "68000"],
      ["Mulhouse", "68100"],
      ["Haguenau", "67500"],
      ["Sélestat", "67600"],
    ],
    heads: ["Storch", "Linden", "Wolken", "Rosen", "Falken", "Silber"],
    tails: ["thalin", "müra", "felse", "brunnel", "weiler", "garten"],
    first: ["Mathilde", "Jean-Luc", "Elsa", "Hugo", "Anneliese", "Théo"],
    last: ["Wendelin", "Hirschthal", "Obrechtel", "Kessmeyer", "Lindenrose", "Vogelsang"],
  },
  {
    towns: [
      ["Bayonne", "64100"],
      ["Biarritz", "64200"],
      ["Pau", "64000"],
      ["Dax", "40100"],
    ],
    heads: ["Etxe", "Mendi", "Itsas", "Haritz", "Lore"],
    tails: ["luma", "ralde", "goñea", "berrita", "zahara", "mendia"],
    first: ["Maite", "Beñat", "Amaia", "Iker", "Oihana", "Peio"],
    last: ["Etxarralde", "Iturbeltz", "Mendigaray", "Oyharzun", "Larrabidea"],
  },
  {
    towns: [
      ["Toulouse", "31000"],
      ["Albi", "81000"],
      ["Montpellier", "34000"],
      ["Nîmes", "30000"],
      ["Carcassonne", "11000"],
      ["Rodez", "12000"],
    ],
    heads: ["Sorga", "Cante", "Bel", "Mira", "Roca", "Font"],
    tails: ["vèra", "perdic", "solelh", "nadala", "clusel", "garric"],
    first: ["Clémence", "Bastien", "Odile", "Guilhem", "Léonie", "Rémi"],
    last: ["Castelverd", "Roumegal", "Fontarède", "Solignac-Bru", "Delpuechal"],
  },
  {
    towns: [
      ["Lille", "59000"],
      ["Dunkerque", "59140"],
      ["Arras", "62000"],
      ["Amiens", "80000"],
      ["Valenciennes", "59300"],
    ],
    heads: ["Hautes", "Wimer", "Blanque", "Steen", "Mar"],
    tails: ["voorde", "quelle", "mont-Lys", "hove", "becque"],
    first: ["Camille", "Victor", "Justine", "Maxence", "Aïcha", "Louis"],
    last: ["Vandewiele-Cox", "Delbecquart", "Wimerslaere", "Hautecoeur-Lys", "Remouni"],
  },
  {
    towns: [
      ["Annecy", "74000"],
      ["Chambéry", "73000"],
      ["Grenoble", "38000"],
      ["Lyon", "69003"],
      ["Saint-Étienne", "42000"],
      ["Valence", "26000"],
    ],
    heads: ["Aiguille", "Combe", "Névé", "Praz", "Roche"],
    tails: [" Vermeil", "brune", " d’Arvel", "solaire", "fleurie", " Lunaire"],
    first: ["Margaux", "Élie", "Jeanne", "Basile", "Nora", "Simon"],
    last: ["Combevert", "Pralognac", "Arvelin", "Ferrandou", "Taïbi-Roux"],
  },
  {
    towns: [
      ["Marseille", "13008"],
      ["Aix-en-Provence", "13100"],
      ["Nice", "06000"],
      ["Toulon", "83000"],
      ["Avignon", "84000"],
      ["Cannes", "06400"],
    ],
    heads: ["Mistra", "Calan", "Oliva", "Azur", "Ciga"],
    tails: ["lune", "quière", "dora", "bastide", "rosa", "mèle"],
    first: ["Magali", "Marius", "Lucie", "Malik", "Fanny", "Raphaël"],
    last: ["Bastidonne", "Calanquier", "Benhadj", "Olivari-Sol", "Roquebrusse"],
  },
  {
    towns: [
      ["Paris", "75011"],
      ["Versailles", "78000"],
      ["Créteil", "94000"],
      ["Melun", "77000"],
      ["Rouen", "76000"],
      ["Caen", "14000"],
      ["Tours", "37000"],
      ["Orléans", "45000"],
    ],
    heads: ["Clair", "Belle", "Grand", "Haute", "Val"],
    tails: ["orme", "verrière", "clos", "fontaine d’Ys", "lormoy", "sablière"],
    first: ["Sarah", "Paul", "Inès", "Antoine", "Kenza", "Julien"],
    last: ["Lormoy", "Aubrespin", "Estrevel", "Danrémont", "Belaïdi", "Sanvoisin"],
  },
];

const shapes = [
  (name: string) => `Agence ${name}`,
  (name: string) => `${name} Immobilier`,
  (name: string) => `Cabinet ${name}`,
  (name: string) => `${name} Transactions`,
  (name: string) => `${name} Habitat`,
  (name: string) => `Maison ${name}`,
  (name: string) => `${name} Patrimoine`,
  (name: string) => `Les Toits de ${name}`,
] as const;

const jobs = [
  "Directrice d’agence",
  "Gérant",
  "Présidente",
  "Responsable location",
  "Négociateur",
  "Assistante commerciale",
  "Directeur associé",
  "Responsable marketing",
  null,
  null,
] as const;
const day = 24 * 3_600_000;
const ourScore = scorerOf(defaultRules);

export interface InventedProspect {
  id: string;
  status: string;
  first_name: string | null;
  last_name: string | null;
  job_title: string | null;
  organization_name: string;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  siret: string | null;
  postal_code: string;
  city: string;
  department: string;
  website_url: string | null;
  tags: Array<string>;
  lead_score: number;
  fit_score: number;
  intent_score: number;
  engagement_score: number;
  budget_score: number;
  score_reasons: Array<ScoreReason>;
  last_contacted_at: Date | null;
  last_activity_at: Date | null;
  created_at: Date;
}

/** The agency number `at`, always the same for a day: names, town, ways to reach it, score. */
export function inventAgency(at: number, now: Date): InventedProspect {
  const random = seeded(at * 7919 + 17);
  const region = random.pick(regions);
  const [city, postcode] = random.pick(region.towns);
  const name = capitalise(random.pick(region.heads) + random.pick(region.tails));
  const organization = random.pick(shapes)(name);
  const person = random.chance(0.82) ? { first: random.pick(region.first), last: random.pick(region.last) } : null;
  const domain = `${slug(organization)}-${at}.example.test`;
  const email = random.chance(0.88)
    ? person && random.chance(0.7)
      ? `${slug(person.first)}.${slug(person.last)}@${domain}`
      : `contact@${domain}`
    : null;
  const contacted = random.chance(0.18);
  const lastContacted = contacted ? new Date(now.getTime() - (1 + random.below(45)) * day - random.below(day)) : null;
  const createdDaysAgo = (contacted ? 46 : 0) + random.below(60);
  const facts = {
    ...noFacts,
    email,
    phone: random.chance(0.75) ? `+3319900${digits(random, 4)}` : null,
    mobile: random.chance(0.4) ? `+3363998${digits(random, 4)}` : null,
    websiteUrl: random.chance(0.6) ? `https://www.${domain}` : null,
    linkedinUrl: null,
    firstName: person?.first ?? null,
    lastName: person?.last ?? null,
    jobTitle: person ? random.pick(jobs) : null,
    organizationName: organization,
    siret: random.chance(0.55) ? inventedSiret(at) : null,
    city,
    department: postcode.slice(0, 2),
    source: "import_csv",
    lastActivityAt: lastContacted,
    lastContactedAt: lastContacted,
  };
  const scores = ourScore(facts, now);
  return {
    id: inventedId(at),
    status: contacted
      ? random.pick(["contacted", "contacted", "qualified", "meeting_scheduled"])
      : random.pick(["new", "new", "to_contact"]),
    first_name: facts.firstName,
    last_name: facts.lastName,
    job_title: facts.jobTitle,
    organization_name: organization,
    email,
    phone: facts.phone,
    mobile: facts.mobile,
    siret: facts.siret,
    postal_code: postcode,
    city,
    department: postcode.slice(0, 2),
    website_url: facts.websiteUrl,
    tags: random.chance(0.3) ? [random.pick(["réseau", "indépendant", "neuf", "luxe", "gestion"])] : [],
    lead_score: scores.lead,
    fit_score: scores.fit,
    intent_score: scores.intent,
    engagement_score: scores.engagement,
    budget_score: scores.budget,
    score_reasons: scores.reasons,
    last_contacted_at: lastContacted,
    last_activity_at: lastContacted,
    created_at: new Date(now.getTime() - createdDaysAgo * day - random.below(day)),
  };
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const digits = (random: Random, count: number) => String(random.below(10 ** count)).padStart(count, "0");

export const slug = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** An id that belongs to the demo: version 7, of the year 2024, numbered. */
export const inventedId = (at: number, kind = 1) =>
  `018e0000-0000-7${kind.toString(16).padStart(3, "0")}-8000-${at.toString(16).padStart(12, "0")}`;

/** Fourteen digits that pass the check of a SIRET, with a SIREN that nobody is given: it begins with 0000. */
function inventedSiret(at: number): string {
  const body = `0000${String(at % 100_000).padStart(5, "0")}${String(Math.floor(at / 100_000)).padStart(4, "0")}`;
  const sum = [...body].reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  // The last of fourteen stands on a place that is not doubled; place 0 of the body is, counted from the left.
  return body + String((10 - (sum % 10)) % 10);
}
