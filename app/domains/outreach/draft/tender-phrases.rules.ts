import type { DraftLanguage } from "../campaign/campaign.rules";

const sentences: Record<DraftLanguage, (title: string) => string> = {
  fr: (title) => `Votre appel d’offres « ${title} » est encore ouvert.`,
  en: (title) => `Your call for tenders “${title}” is still open.`,
  it: (title) => `La Sua gara d’appalto «${title}» è ancora aperta.`,
  es: (title) => `Su licitación «${title}» sigue abierta.`,
  de: (title) => `Ihre Ausschreibung „${title}“ läuft noch.`,
  ar: (title) => `مناقصتكم «${title}» ما زالت مفتوحة.`,
};

/** The one sentence that names a call for tenders which can still be answered. */
export const tenderSentence = (title: string, language: DraftLanguage) => sentences[language](title);
