import type { DraftLanguage } from "../campaign/campaign.rules";

/** A product's price on the day of a draft: decimals of the currency, excluding tax; `upTo` where it is a range. */
export interface PriceFact {
  amount: string;
  upTo: string | null;
  currency: string;
}

interface Words {
  fixed: (amount: string) => string;
  range: (low: string, high: string) => string;
  sentence: (price: string) => string;
}

const words: Record<DraftLanguage, Words> = {
  fr: { fixed: (a) => `${a} HT`, range: (low, high) => `de ${low} à ${high} HT`, sentence: (price) => `Prix : ${price}.` },
  en: { fixed: (a) => `${a} before tax`, range: (low, high) => `${low} to ${high} before tax`, sentence: (price) => `Price: ${price}.` },
  it: {
    fixed: (a) => `${a} IVA esclusa`,
    range: (low, high) => `da ${low} a ${high} IVA esclusa`,
    sentence: (price) => `Prezzo: ${price}.`,
  },
  es: { fixed: (a) => `${a} sin IVA`, range: (low, high) => `de ${low} a ${high} sin IVA`, sentence: (price) => `Precio: ${price}.` },
  de: { fixed: (a) => `${a} netto`, range: (low, high) => `${low} bis ${high} netto`, sentence: (price) => `Preis: ${price}.` },
  ar: { fixed: (a) => `${a} دون ضريبة`, range: (low, high) => `من ${low} إلى ${high} دون ضريبة`, sentence: (price) => `السعر: ${price}.` },
};

/** A price as a letter in this language says it: 149 € HT. */
export function priceInWords({ amount, upTo, currency }: PriceFact, language: DraftLanguage): string {
  const { fixed, range } = words[language];
  const money = (text: string) =>
    new Intl.NumberFormat(language === "ar" ? "ar-MA-u-nu-latn" : language, {
      style: "currency",
      currency,
      minimumFractionDigits: /\.0*$|^\d+$/.test(text) ? 0 : 2,
      maximumFractionDigits: 2,
    })
      .format(Number(text))
      .replace(/\p{Cf}/gu, "");
  return upTo === null ? fixed(money(amount)) : range(money(amount), money(upTo));
}

/** The one sentence that gives it. */
export const priceSentence = (price: string, language: DraftLanguage) => words[language].sentence(price);
