import type { Phrases } from "./phrases.rules";

/** "Usted" throughout. Nothing here claims to have seen, read or met: only what the facts say. */
export const spanish: Phrases = {
  greeting: {
    formal: (name) => (name ? `Buenos días, ${name}:` : "Estimadas señoras y señores:"),
    friendly: (name) => (name ? `Hola, ${name}:` : "Buenos días:"),
    direct: (name) => (name ? `Hola, ${name}:` : "Buenos días:"),
  },
  duration: { quarter: "un cuarto de hora", half: "media hora", minutes: (count) => `${count} minutos` },
  opening: {
    org_city: {
      formal: [
        (s) => `Me permito ponerme en contacto con ${s.org()} por su actividad en ${s.city()}.`,
        (s) => `Su actividad en ${s.city()} es el motivo por el que me dirijo a ${s.org()}.`,
      ],
      friendly: [
        (s) => `Estoy contactando con algunos equipos en ${s.city()}, y ${s.org()} es uno de ellos.`,
        (s) => `${s.org()} es uno de los equipos que me gustaría conocer en ${s.city()}.`,
        (s) => `Le escribo porque ${s.org()} trabaja en ${s.city()}.`,
      ],
      direct: [
        (s) => `Escribo a algunos equipos en ${s.city()}, entre ellos ${s.org()}.`,
        (s) => `Una propuesta para ${s.org()}, en ${s.city()}.`,
      ],
    },
    org: {
      formal: [(s) => `Me permito ponerme en contacto con ${s.org()}.`, (s) => `Me dirijo a ${s.org()} para presentarle ${s.product()}.`],
      friendly: [
        (s) => `Me pongo en contacto con ${s.org()} para hablarle de ${s.product()}.`,
        (s) => `Este mensaje es para ${s.org()}, y será breve.`,
      ],
      direct: [(s) => `Una propuesta para ${s.org()}.`, (s) => `Escribo a ${s.org()} por una razón sencilla.`],
    },
    city: {
      formal: [(s) => `Me dirijo a los profesionales establecidos en ${s.city()}.`],
      friendly: [
        (s) => `Le escribo porque trabaja en ${s.city()}.`,
        (s) => `Estoy contactando con algunos profesionales en ${s.city()}, usted entre ellos.`,
      ],
      direct: [(s) => `Unas palabras, ya que usted trabaja en ${s.city()}.`],
    },
    none: {
      formal: [(s) => `Me permito escribirle para presentarle ${s.product()}.`],
      friendly: [(s) => `Le escribo para hablarle de ${s.product()}.`],
      direct: [(s) => `Unas palabras sobre ${s.product()}.`],
    },
  },
  job: {
    formal: (s) => `Desde su puesto (${s.job()}), usted juzgará mejor que yo si responde a una necesidad.`,
    friendly: (s) => `Desde su puesto (${s.job()}), verá enseguida si le interesa.`,
    direct: (s) => `Desde su puesto (${s.job()}), sabrá enseguida si le interesa.`,
  },
  activity: {
    formal: (s) => `Esto es lo que puede aportar a quien se dedica a ${s.activity()}.`,
    friendly: (s) => `Si se dedica a ${s.activity()}, esto es lo que puede aportarle.`,
    direct: (s) => `Para quien se dedica a ${s.activity()}, bastan pocas palabras.`,
  },
  site: {
    formal: (s) => `${s.site("Su sitio web")} ya da una primera idea de su trabajo a quienes le buscan.`,
    friendly: (s) => `Usted ya tiene ${s.site("un sitio web")}: muchas veces es ahí donde uno se hace una primera idea.`,
    direct: (s) => `Usted ya tiene ${s.site("un sitio web")}: es su primer escaparate.`,
  },
  benefit: {
    formal: (s) => `Esto es lo que puede aportarle ${s.product()}:`,
    friendly: (s) => `Con ${s.product()}, esto es lo que gana:`,
    direct: (s) => `${s.product()}, en una frase:`,
  },
  benefits: {
    formal: (s) => `Esto es lo que puede aportarle ${s.product()}:`,
    friendly: (s) => `Con ${s.product()}, esto es lo que gana:`,
    direct: (s) => `${s.product()}, en pocas palabras:`,
  },
  offer: {
    formal: (s) => `Ofrecemos ${s.product()}, que le presentaría con mucho gusto.`,
    friendly: (s) => `Ofrecemos ${s.product()}, y me encantaría contarle más.`,
    direct: (s) => `Ofrecemos ${s.product()}.`,
  },
  ask: {
    meet: {
      formal: [(s) => `¿Dispondría de ${s.duration()}, esta semana o la próxima, para hablar de ello?`],
      friendly: [
        (s) => `¿Tendría ${s.duration()} esta semana o la próxima para hablar de ello?`,
        (s) => `¿Podríamos hablarlo por teléfono durante ${s.duration()}?`,
      ],
      direct: [
        (s) => `¿Tiene ${s.duration()} para hablar por teléfono esta semana?`,
        (s) => `¿Cuándo puedo llamarle durante ${s.duration()}?`,
      ],
    },
    demo: {
      formal: [() => "¿Desea que le haga una demostración, en la fecha que prefiera?"],
      friendly: [() => "¿Le gustaría ver cómo queda?", () => "¿Puedo enseñarle cómo queda, cuando le venga bien?"],
      direct: [() => "¿Quiere una demostración?"],
    },
    visit: {
      formal: [() => "¿Puedo visitarle, en la fecha que le convenga, para hablar de ello?"],
      friendly: [() => "¿Puedo pasar a verle para hablar de ello?"],
      direct: [() => "¿Cuándo puedo pasar a verle?"],
    },
    answer: {
      formal: [() => "Si el tema le interesa, basta una breve respuesta y le daré más detalles."],
      friendly: [() => "Si le interesa, respóndame con una palabra y le cuento más."],
      direct: [() => "¿Le interesa? Basta una palabra de respuesta."],
    },
  },
  subject: {
    org: {
      formal: [(s) => `${s.product()} para ${s.org()}`],
      friendly: [(s) => `Una idea para ${s.org()}`, (s) => `Una pregunta para ${s.org()}`, (s) => `${s.product()}, para ${s.org()}`],
      direct: [(s) => `${s.product()} para ${s.org()}`, (s) => `${s.org()}: ${s.product()}`],
    },
    city: {
      formal: [(s) => `${s.product()} en ${s.city()}`],
      friendly: [(s) => `Una idea para su actividad en ${s.city()}`],
      direct: [(s) => `${s.product()} en ${s.city()}`],
    },
    none: {
      formal: [(s) => `Acerca de ${s.product()}`],
      friendly: [(s) => `Una pregunta sobre ${s.product()}`],
      direct: [(s) => s.product()],
    },
  },
  closing: {
    formal: ["Atentamente,", "Reciba un cordial saludo,"],
    friendly: ["Un saludo cordial,", "Hasta pronto,", "Que tenga un buen día,"],
    direct: ["Saludos,"],
  },
};
