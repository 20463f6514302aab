import { at, de, que } from "./french.rules";
import type { Phrases } from "./phrases.rules";

/** "Vous" throughout. Nothing here claims to have seen, read or met: only what the facts say. */
export const french: Phrases = {
  greeting: {
    formal: (name) => (name ? `Bonjour ${name},` : "Madame, Monsieur,"),
    friendly: (name) => (name ? `Bonjour ${name},` : "Bonjour,"),
    direct: (name) => (name ? `Bonjour ${name},` : "Bonjour,"),
  },
  duration: { quarter: "un quart d’heure", half: "une demi-heure", minutes: (count) => `${count} minutes` },
  opening: {
    org_city: {
      formal: [
        (s) => `Je me permets de prendre contact avec ${s.org()}, ${at(s.city())}.`,
        (s) => `Je m’adresse à ${s.org()} en raison de votre activité ${at(s.city())}.`,
        (s) => `Votre activité ${at(s.city())} m’amène à prendre contact avec ${s.org()}.`,
      ],
      friendly: [
        (s) => `Je prends contact avec quelques équipes ${at(s.city())}, et ${s.org()} en fait partie.`,
        (s) => `${s.org()} fait partie des équipes que je souhaite rencontrer ${at(s.city())}.`,
        (s) => `Je vous écris parce que ${s.org()} travaille ${at(s.city())}.`,
        (s) => `En préparant une liste d’équipes à contacter ${at(s.city())}, j’ai retenu ${s.org()}.`,
      ],
      direct: [
        (s) => `J’écris à quelques équipes ${at(s.city())}, dont ${s.org()}.`,
        (s) => `Une proposition pour ${s.org()}, ${at(s.city())}.`,
        (s) => `${s.org()} travaille ${at(s.city())} : ce message est pour vous.`,
      ],
    },
    org: {
      formal: [(s) => `Je me permets de prendre contact avec ${s.org()}.`, (s) => `Je m’adresse à ${s.org()} au sujet ${de(s.product())}.`],
      friendly: [
        (s) => `Je prends contact avec ${s.org()} au sujet ${de(s.product())}.`,
        (s) => `Ce message est pour ${s.org()}, et il sera court.`,
      ],
      direct: [(s) => `Une proposition pour ${s.org()}.`, (s) => `J’écris à ${s.org()} pour une raison simple.`],
    },
    city: {
      formal: [
        (s) => `Je m’adresse aux professionnels établis ${at(s.city())}.`,
        (s) => `Je prends contact avec les professionnels qui exercent ${at(s.city())}.`,
      ],
      friendly: [
        (s) => `Je prends contact avec quelques professionnels ${at(s.city())}, dont vous.`,
        (s) => `Je vous écris parce que vous travaillez ${at(s.city())}.`,
      ],
      direct: [
        (s) => `J’écris aux professionnels qui travaillent ${at(s.city())}.`,
        (s) => `Un mot rapide, puisque vous travaillez ${at(s.city())}.`,
      ],
    },
    none: {
      formal: [(s) => `Je me permets de vous écrire au sujet ${de(s.product())}.`],
      friendly: [(s) => `Je vous écris au sujet ${de(s.product())}.`],
      direct: [(s) => `Un mot au sujet ${de(s.product())}.`],
    },
  },
  job: {
    formal: (s) => `En tant ${que(s.job())}, vous jugerez mieux que moi si cela répond à un besoin.`,
    friendly: (s) => `Comme vous êtes ${s.job()}, vous verrez vite si cela vous concerne.`,
    direct: (s) => `Vous êtes ${s.job()} : vous saurez tout de suite si cela vous concerne.`,
  },
  activity: {
    formal: (s) => `Voici en quoi cela peut compter pour une activité ${de(s.activity())}.`,
    friendly: (s) => `Pour une activité ${de(s.activity())}, voici en quoi cela peut compter.`,
    direct: (s) => `Pour une activité ${de(s.activity())}, l’essentiel tient en peu de mots.`,
  },
  site: {
    formal: (s) => `${s.site("Votre site")} donne déjà une première idée de votre travail à ceux qui vous cherchent.`,
    friendly: (s) => `Vous avez déjà ${s.site("un site")} : c’est souvent là que l’on se fait une première idée de vous.`,
    direct: (s) => `Vous avez déjà ${s.site("un site")} : c’est votre première vitrine.`,
  },
  benefit: {
    formal: (s) => `Voici ce que ${s.product()} peut vous apporter :`,
    friendly: (s) => `Avec ${s.product()}, voici ce que vous y gagnez :`,
    direct: (s) => `${s.product()}, en une phrase :`,
  },
  benefits: {
    formal: (s) => `Voici ce que ${s.product()} peut vous apporter :`,
    friendly: (s) => `Avec ${s.product()}, voici ce que vous y gagnez :`,
    direct: (s) => `${s.product()}, en bref :`,
  },
  offer: {
    formal: (s) => `Nous proposons ${s.product()}, que je vous présenterais volontiers.`,
    friendly: (s) => `Nous proposons ${s.product()}, et je vous en parlerais avec plaisir.`,
    direct: (s) => `Nous proposons ${s.product()}.`,
  },
  ask: {
    meet: {
      formal: [
        (s) => `Seriez-vous disponible ${s.duration()}, cette semaine ou la suivante, pour en parler ?`,
        (s) => `Pourriez-vous m’accorder ${s.duration()}, à la date qui vous convient ?`,
      ],
      friendly: [
        (s) => `Auriez-vous ${s.duration()} cette semaine ou la suivante pour en parler ?`,
        (s) => `Pourrions-nous en parler ${s.duration()} au téléphone ?`,
      ],
      direct: [(s) => `Auriez-vous ${s.duration()} au téléphone cette semaine ?`, (s) => `Quand puis-je vous appeler ${s.duration()} ?`],
    },
    demo: {
      formal: [() => "Souhaitez-vous que je vous en fasse une démonstration, à la date de votre choix ?"],
      friendly: [
        () => "Voulez-vous que je vous montre ce que cela donne ?",
        () => "Puis-je vous montrer ce que cela donne, quand vous le souhaitez ?",
      ],
      direct: [() => "Voulez-vous une démonstration ?"],
    },
    visit: {
      formal: [() => "Puis-je vous rendre visite, à la date qui vous convient, pour en parler ?"],
      friendly: [() => "Puis-je passer vous voir pour en parler ?"],
      direct: [() => "Quand puis-je passer vous voir ?"],
    },
    answer: {
      formal: [() => "Si le sujet vous intéresse, un mot de réponse suffit et je vous en dirai davantage."],
      friendly: [() => "Si cela vous parle, répondez-moi d’un mot et je vous en dis plus."],
      direct: [() => "Cela vous intéresse ? Un mot de réponse suffit."],
    },
  },
  subject: {
    org: {
      formal: [(s) => `${s.product()} pour ${s.org()}`, (s) => `À l’attention ${de(s.org())} : ${s.product()}`],
      friendly: [(s) => `Une idée pour ${s.org()}`, (s) => `${s.product()} et ${s.org()}`, (s) => `Une question à ${s.org()}`],
      direct: [(s) => `${s.product()} pour ${s.org()}`, (s) => `${s.org()} : ${s.product()}`],
    },
    city: {
      formal: [(s) => `${s.product()} ${at(s.city())}`],
      friendly: [(s) => `Une idée pour votre activité ${at(s.city())}`],
      direct: [(s) => `${s.product()} ${at(s.city())}`],
    },
    none: {
      formal: [(s) => `Au sujet ${de(s.product())}`],
      friendly: [(s) => `Une question au sujet ${de(s.product())}`],
      direct: [(s) => s.product()],
    },
  },
  closing: {
    formal: ["Avec mes salutations distinguées,", "Bien cordialement,"],
    friendly: ["Bien à vous,", "À bientôt,", "Belle journée à vous,"],
    direct: ["Cordialement,"],
  },
};
