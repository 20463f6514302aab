import type { Phrases } from "./phrases.rules";

/** "ad Ancona", "a Rennes". */
const a = (name: string) => (/^a/i.test(name) ? `ad ${name}` : `a ${name}`);

/** "Lei" throughout. Nothing here claims to have seen, read or met: only what the facts say. */
export const italian: Phrases = {
  greeting: {
    formal: (name) => (name ? `Gentile ${name},` : "Gentili Signore, gentili Signori,"),
    friendly: (name) => (name ? `Buongiorno ${name},` : "Buongiorno,"),
    direct: (name) => (name ? `Buongiorno ${name},` : "Buongiorno,"),
  },
  duration: { quarter: "un quarto d’ora", half: "mezz’ora", minutes: (count) => `${count} minuti` },
  opening: {
    org_city: {
      formal: [
        (s) => `Mi permetto di contattare ${s.org()} in merito alla Sua attività ${a(s.city())}.`,
        (s) => `La Sua attività ${a(s.city())} è il motivo per cui mi rivolgo ${a(s.org())}.`,
      ],
      friendly: [
        (s) => `Sto contattando alcune realtà attive ${a(s.city())}, e ${s.org()} è una di queste.`,
        (s) => `${s.org()} è tra le realtà che vorrei incontrare ${a(s.city())}.`,
        (s) => `Le scrivo perché ${s.org()} lavora ${a(s.city())}.`,
      ],
      direct: [
        (s) => `Scrivo ad alcune realtà attive ${a(s.city())}, tra cui ${s.org()}.`,
        (s) => `Una proposta per ${s.org()}, ${a(s.city())}.`,
      ],
    },
    org: {
      formal: [(s) => `Mi permetto di contattare ${s.org()}.`, (s) => `Mi rivolgo ${a(s.org())} per presentarLe ${s.product()}.`],
      friendly: [(s) => `Contatto ${s.org()} per parlarLe di ${s.product()}.`, (s) => `Questo messaggio è per ${s.org()}, e sarà breve.`],
      direct: [(s) => `Una proposta per ${s.org()}.`, (s) => `Scrivo ${a(s.org())} per un motivo semplice.`],
    },
    city: {
      formal: [(s) => `Mi rivolgo ai professionisti attivi ${a(s.city())}.`],
      friendly: [
        (s) => `Le scrivo perché lavora ${a(s.city())}.`,
        (s) => `Sto contattando alcuni professionisti attivi ${a(s.city())}, tra cui Lei.`,
      ],
      direct: [(s) => `Due parole, visto che lavora ${a(s.city())}.`],
    },
    none: {
      formal: [(s) => `Mi permetto di scriverLe per presentarLe ${s.product()}.`],
      friendly: [(s) => `Le scrivo per parlarLe di ${s.product()}.`],
      direct: [(s) => `Due parole su ${s.product()}.`],
    },
  },
  job: {
    formal: (s) => `Nel Suo ruolo (${s.job()}), saprà giudicare meglio di me se risponde a un’esigenza.`,
    friendly: (s) => `Nel Suo ruolo (${s.job()}) vedrà subito se La riguarda.`,
    direct: (s) => `Nel Suo ruolo (${s.job()}) capirà subito se fa per Lei.`,
  },
  activity: {
    formal: (s) => `Ecco perché può contare per chi si occupa di ${s.activity()}.`,
    friendly: (s) => `Per chi si occupa di ${s.activity()}, ecco perché può contare.`,
    direct: (s) => `Per chi si occupa di ${s.activity()}, bastano poche parole.`,
  },
  site: {
    formal: (s) => `${s.site("Il Suo sito")} dà già una prima idea del Suo lavoro a chi La cerca.`,
    friendly: (s) => `Ha già ${s.site("un sito")}: spesso è lì che ci si fa una prima idea di Lei.`,
    direct: (s) => `Ha già ${s.site("un sito")}: è la Sua prima vetrina.`,
  },
  benefit: {
    formal: (s) => `Ecco che cosa può offrirLe ${s.product()}:`,
    friendly: (s) => `Con ${s.product()}, ecco che cosa ci guadagna:`,
    direct: (s) => `${s.product()}, in una frase:`,
  },
  benefits: {
    formal: (s) => `Ecco che cosa può offrirLe ${s.product()}:`,
    friendly: (s) => `Con ${s.product()}, ecco che cosa ci guadagna:`,
    direct: (s) => `${s.product()}, in breve:`,
  },
  offer: {
    formal: (s) => `Proponiamo ${s.product()}, che Le presenterei volentieri.`,
    friendly: (s) => `Proponiamo ${s.product()}, e gliene parlerei con piacere.`,
    direct: (s) => `Proponiamo ${s.product()}.`,
  },
  ask: {
    meet: {
      formal: [(s) => `Avrebbe ${s.duration()}, questa settimana o la prossima, per parlarne?`],
      friendly: [
        (s) => `Avrebbe ${s.duration()} questa settimana o la prossima per parlarne?`,
        (s) => `Potremmo parlarne al telefono per ${s.duration()}?`,
      ],
      direct: [(s) => `Ha ${s.duration()} al telefono questa settimana?`, (s) => `Quando posso chiamarLa per ${s.duration()}?`],
    },
    demo: {
      formal: [() => "Desidera che gliene faccia una dimostrazione, nella data che preferisce?"],
      friendly: [() => "Le va di vedere come si presenta?", () => "Posso mostrarLe come si presenta, quando preferisce?"],
      direct: [() => "Vuole una dimostrazione?"],
    },
    visit: {
      formal: [() => "Posso venire a trovarLa, nella data che Le è più comoda, per parlarne?"],
      friendly: [() => "Posso passare a trovarLa per parlarne?"],
      direct: [() => "Quando posso passare a trovarLa?"],
    },
    answer: {
      formal: [() => "Se l’argomento Le interessa, basta una breve risposta e Le dirò di più."],
      friendly: [() => "Se Le interessa, mi risponda con una parola e Le racconto di più."],
      direct: [() => "Le interessa? Basta una parola di risposta."],
    },
  },
  subject: {
    org: {
      formal: [(s) => `${s.product()} per ${s.org()}`],
      friendly: [(s) => `Un’idea per ${s.org()}`, (s) => `Una domanda per ${s.org()}`, (s) => `${s.product()} e ${s.org()}`],
      direct: [(s) => `${s.product()} per ${s.org()}`, (s) => `${s.org()}: ${s.product()}`],
    },
    city: {
      formal: [(s) => `${s.product()} ${a(s.city())}`],
      friendly: [(s) => `Un’idea per la Sua attività ${a(s.city())}`],
      direct: [(s) => `${s.product()} ${a(s.city())}`],
    },
    none: {
      formal: [(s) => `Una proposta: ${s.product()}`],
      friendly: [(s) => `Una domanda su ${s.product()}`],
      direct: [(s) => s.product()],
    },
  },
  closing: {
    formal: ["Distinti saluti,", "Cordiali saluti,"],
    friendly: ["Un cordiale saluto,", "A presto,", "Buona giornata,"],
    direct: ["Cordialmente,"],
  },
};
