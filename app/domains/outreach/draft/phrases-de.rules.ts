import type { Phrases } from "./phrases.rules";

/** "Sie" throughout; after the comma of the greeting one goes on in small letters. Nothing here claims to have seen, read or met: only what the facts say. */
export const german: Phrases = {
  greeting: {
    formal: (name) => (name ? `Guten Tag ${name},` : "Sehr geehrte Damen und Herren,"),
    friendly: (name) => (name ? `Hallo ${name},` : "Guten Tag,"),
    direct: (name) => (name ? `Guten Tag ${name},` : "Guten Tag,"),
  },
  duration: { quarter: "eine Viertelstunde", half: "eine halbe Stunde", minutes: (count) => `${count} Minuten` },
  opening: {
    org_city: {
      formal: [
        (s) => `ich wende mich an ${s.org()}, weil Sie in ${s.city()} tätig sind.`,
        (s) => `Ihre Tätigkeit in ${s.city()} ist der Anlass, aus dem ich mich an ${s.org()} wende.`,
      ],
      friendly: [
        (s) => `ich schreibe gerade einige Teams in ${s.city()} an, und ${s.org()} gehört dazu.`,
        (s) => `${s.org()} gehört zu den Teams, die ich in ${s.city()} gern kennenlernen möchte.`,
        (s) => `ich schreibe Ihnen, weil ${s.org()} in ${s.city()} arbeitet.`,
      ],
      direct: [
        (s) => `ich schreibe an einige Teams in ${s.city()}, darunter ${s.org()}.`,
        (s) => `ein Vorschlag für ${s.org()} in ${s.city()}.`,
      ],
    },
    org: {
      formal: [
        (s) => `ich erlaube mir, mich an ${s.org()} zu wenden.`,
        (s) => `ich möchte ${s.org()} ein Angebot vorstellen: ${s.product()}.`,
      ],
      friendly: [
        (s) => `ich möchte Ihnen für ${s.org()} etwas zeigen: ${s.product()}.`,
        (s) => `diese Nachricht ist für ${s.org()}, und sie ist kurz.`,
      ],
      direct: [(s) => `ein Vorschlag für ${s.org()}.`, (s) => `ich schreibe an ${s.org()} aus einem einfachen Grund.`],
    },
    city: {
      formal: [(s) => `ich wende mich an Fachleute, die in ${s.city()} tätig sind.`],
      friendly: [
        (s) => `ich schreibe Ihnen, weil Sie in ${s.city()} arbeiten.`,
        (s) => `ich schreibe gerade einige Fachleute in ${s.city()} an, darunter Sie.`,
      ],
      direct: [(s) => `kurz gesagt, da Sie in ${s.city()} arbeiten.`],
    },
    none: {
      formal: [(s) => `ich erlaube mir, Ihnen unser Angebot vorzustellen: ${s.product()}.`],
      friendly: [(s) => `ich schreibe Ihnen, um Ihnen etwas vorzustellen: ${s.product()}.`],
      direct: [(s) => `es geht um ${s.product()}.`],
    },
  },
  job: {
    formal: (s) => `In Ihrer Funktion (${s.job()}) können Sie besser als ich beurteilen, ob das einem Bedarf entspricht.`,
    friendly: (s) => `In Ihrer Funktion (${s.job()}) sehen Sie schnell, ob das für Sie passt.`,
    direct: (s) => `In Ihrer Funktion (${s.job()}) wissen Sie sofort, ob das für Sie passt.`,
  },
  activity: {
    formal: (s) => `Für Ihren Bereich (${s.activity()}) kann das Folgendes bedeuten.`,
    friendly: (s) => `Für Ihren Bereich (${s.activity()}) kann das so aussehen.`,
    direct: (s) => `Für Ihren Bereich (${s.activity()}) ist das schnell gesagt.`,
  },
  site: {
    formal: (s) => `${s.site("Ihre Website")} gibt denen, die Sie suchen, schon einen ersten Eindruck von Ihrer Arbeit.`,
    friendly: (s) => `Sie haben schon ${s.site("eine Website")}: dort entsteht oft der erste Eindruck von Ihnen.`,
    direct: (s) => `Sie haben schon ${s.site("eine Website")}: sie ist Ihr erstes Schaufenster.`,
  },
  benefit: {
    formal: (s) => `Das kann ${s.product()} für Sie leisten:`,
    friendly: (s) => `Das gewinnen Sie mit ${s.product()}:`,
    direct: (s) => `${s.product()}, in einem Satz:`,
  },
  benefits: {
    formal: (s) => `Das kann ${s.product()} für Sie leisten:`,
    friendly: (s) => `Das gewinnen Sie mit ${s.product()}:`,
    direct: (s) => `${s.product()}, in Kürze:`,
  },
  offer: {
    formal: (s) => `Wir bieten ${s.product()} an und würden es Ihnen gern vorstellen.`,
    friendly: (s) => `Wir bieten ${s.product()} an, und ich erzähle Ihnen gern mehr davon.`,
    direct: (s) => `Wir bieten ${s.product()} an.`,
  },
  ask: {
    meet: {
      formal: [(s) => `Hätten Sie diese oder nächste Woche ${s.duration()} Zeit, um darüber zu sprechen?`],
      friendly: [
        (s) => `Haben Sie diese oder nächste Woche ${s.duration()} Zeit, um darüber zu sprechen?`,
        (s) => `Können wir ${s.duration()} lang telefonieren?`,
      ],
      direct: [
        (s) => `Haben Sie diese Woche ${s.duration()} Zeit für ein Telefonat?`,
        (s) => `Wann darf ich Sie für ${s.duration()} anrufen?`,
      ],
    },
    demo: {
      formal: [() => "Möchten Sie, dass ich es Ihnen zu einem Termin Ihrer Wahl vorführe?"],
      friendly: [() => "Möchten Sie sehen, wie das aussieht?", () => "Darf ich Ihnen zeigen, wie das aussieht, wann es Ihnen passt?"],
      direct: [() => "Möchten Sie eine Vorführung?"],
    },
    visit: {
      formal: [() => "Darf ich Sie zu einem Termin, der Ihnen passt, besuchen, um darüber zu sprechen?"],
      friendly: [() => "Darf ich vorbeikommen, um darüber zu sprechen?"],
      direct: [() => "Wann darf ich vorbeikommen?"],
    },
    answer: {
      formal: [() => "Wenn das für Sie von Interesse ist, genügt eine kurze Antwort, und ich berichte Ihnen mehr."],
      friendly: [() => "Wenn Sie das anspricht, genügt ein Wort, und ich erzähle Ihnen mehr."],
      direct: [() => "Ist das für Sie interessant? Ein Wort genügt."],
    },
  },
  subject: {
    org: {
      formal: [(s) => `${s.product()} für ${s.org()}`],
      friendly: [(s) => `Eine Idee für ${s.org()}`, (s) => `Eine Frage an ${s.org()}`, (s) => `${s.product()} und ${s.org()}`],
      direct: [(s) => `${s.product()} für ${s.org()}`, (s) => `${s.org()}: ${s.product()}`],
    },
    city: {
      formal: [(s) => `${s.product()} in ${s.city()}`],
      friendly: [(s) => `Eine Idee für Ihre Arbeit in ${s.city()}`],
      direct: [(s) => `${s.product()} in ${s.city()}`],
    },
    none: {
      formal: [(s) => `Unser Angebot: ${s.product()}`],
      friendly: [(s) => `Eine Frage zu ${s.product()}`],
      direct: [(s) => s.product()],
    },
  },
  closing: {
    formal: ["Mit freundlichen Grüßen", "Freundliche Grüße"],
    friendly: ["Herzliche Grüße", "Beste Grüße", "Einen schönen Tag und viele Grüße"],
    direct: ["Viele Grüße"],
  },
};
