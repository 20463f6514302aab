import type { Phrases } from "./phrases.rules";

const a = (word: string) => (/^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`);

/** Nothing here claims to have seen, read or met: only what the facts say. */
export const english: Phrases = {
  greeting: {
    formal: (name) => (name ? `Dear ${name},` : "Dear Sir or Madam,"),
    friendly: (name) => (name ? `Hello ${name},` : "Hello,"),
    direct: (name) => (name ? `Hello ${name},` : "Hello,"),
  },
  duration: { quarter: "a quarter of an hour", half: "half an hour", minutes: (count) => `${count} minutes` },
  opening: {
    org_city: {
      formal: [
        (s) => `I am writing to ${s.org()} about your work in ${s.city()}.`,
        (s) => `Your work in ${s.city()} is why I am getting in touch with ${s.org()}.`,
      ],
      friendly: [
        (s) => `I'm getting in touch with a few teams in ${s.city()}, and ${s.org()} is one of them.`,
        (s) => `${s.org()} is one of the teams I would like to meet in ${s.city()}.`,
        (s) => `I'm writing because ${s.org()} works in ${s.city()}.`,
      ],
      direct: [
        (s) => `A proposal for ${s.org()} in ${s.city()}.`,
        (s) => `I'm writing to a few teams in ${s.city()}, ${s.org()} among them.`,
      ],
    },
    org: {
      formal: [(s) => `I am writing to ${s.org()} about ${s.product()}.`],
      friendly: [
        (s) => `I'm getting in touch with ${s.org()} about ${s.product()}.`,
        (s) => `This is for ${s.org()}, and it will be short.`,
      ],
      direct: [(s) => `A proposal for ${s.org()}.`, (s) => `I'm writing to ${s.org()} for a simple reason.`],
    },
    city: {
      formal: [(s) => `I am writing to professionals established in ${s.city()}.`],
      friendly: [
        (s) => `I'm writing because you work in ${s.city()}.`,
        (s) => `I'm getting in touch with a few professionals in ${s.city()}, you among them.`,
      ],
      direct: [(s) => `A quick word, as you work in ${s.city()}.`],
    },
    none: {
      formal: [(s) => `I am writing to you about ${s.product()}.`],
      friendly: [(s) => `I'm writing to you about ${s.product()}.`],
      direct: [(s) => `A word about ${s.product()}.`],
    },
  },
  job: {
    formal: (s) => `As ${a(s.job())}, you will judge better than I whether this meets a need.`,
    friendly: (s) => `As ${a(s.job())}, you will soon see whether this is for you.`,
    direct: (s) => `You are ${a(s.job())}: you will know at once whether this is for you.`,
  },
  activity: {
    formal: (s) => `Here is how it may matter in ${s.activity()}.`,
    friendly: (s) => `If your trade is ${s.activity()}, here is how it may matter.`,
    direct: (s) => `For ${s.activity()}, it comes down to little.`,
  },
  site: {
    formal: (s) => `${s.site("Your website")} already gives a first idea of your work to those who look for you.`,
    friendly: (s) => `You already have ${s.site("a website")}: it is often where people get a first idea of you.`,
    direct: (s) => `You already have ${s.site("a website")}: it is your first shop window.`,
  },
  benefit: {
    formal: (s) => `Here is what ${s.product()} can bring you:`,
    friendly: (s) => `With ${s.product()}, here is what you gain:`,
    direct: (s) => `${s.product()}, in one sentence:`,
  },
  benefits: {
    formal: (s) => `Here is what ${s.product()} can bring you:`,
    friendly: (s) => `With ${s.product()}, here is what you gain:`,
    direct: (s) => `${s.product()}, in short:`,
  },
  offer: {
    formal: (s) => `We offer ${s.product()}, which I would gladly present to you.`,
    friendly: (s) => `We offer ${s.product()}, and I would love to tell you more.`,
    direct: (s) => `We offer ${s.product()}.`,
  },
  ask: {
    meet: {
      formal: [(s) => `Would you have ${s.duration()}, this week or next, to talk about it?`],
      friendly: [
        (s) => `Would you have ${s.duration()} this week or next to talk about it?`,
        (s) => `Could we talk for ${s.duration()} on the phone?`,
      ],
      direct: [(s) => `Do you have ${s.duration()} on the phone this week?`, (s) => `When can I call you for ${s.duration()}?`],
    },
    demo: {
      formal: [() => "Would you like me to show it to you, on a date of your choice?"],
      friendly: [() => "Would you like to see what it looks like?", () => "May I show you what it looks like, whenever it suits you?"],
      direct: [() => "Would you like a demonstration?"],
    },
    visit: {
      formal: [() => "May I visit you, on a date that suits you, to talk about it?"],
      friendly: [() => "May I come by to talk about it?"],
      direct: [() => "When may I come by?"],
    },
    answer: {
      formal: [() => "If this is of interest, a short answer is enough and I will tell you more."],
      friendly: [() => "If this speaks to you, send me a word and I'll tell you more."],
      direct: [() => "Interested? A word is enough."],
    },
  },
  subject: {
    org: {
      formal: [(s) => `${s.product()} for ${s.org()}`],
      friendly: [(s) => `An idea for ${s.org()}`, (s) => `${s.product()} and ${s.org()}`, (s) => `A question for ${s.org()}`],
      direct: [(s) => `${s.product()} for ${s.org()}`, (s) => `${s.org()}: ${s.product()}`],
    },
    city: {
      formal: [(s) => `${s.product()} in ${s.city()}`],
      friendly: [(s) => `An idea for your work in ${s.city()}`],
      direct: [(s) => `${s.product()} in ${s.city()}`],
    },
    none: { formal: [(s) => `About ${s.product()}`], friendly: [(s) => `A question about ${s.product()}`], direct: [(s) => s.product()] },
  },
  closing: { formal: ["Yours sincerely,", "Kind regards,"], friendly: ["All the best,", "Kind regards,"], direct: ["Regards,"] },
};
