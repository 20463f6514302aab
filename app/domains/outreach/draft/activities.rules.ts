import type { Language } from "~/platform/i18n";

/** Trades as lists name them, in French, and as each language says them inside a sentence. The longer stands before the shorter it holds. */
export const activities: Record<string, Record<Exclude<Language, "fr">, string>> = {
  "administration de biens": {
    en: "property administration",
    it: "amministrazione di immobili",
    es: "administración de fincas",
    de: "Immobilienverwaltung",
    ar: "إدارة الأملاك",
  },
  "gestion locative": {
    en: "letting management",
    it: "gestione di affitti",
    es: "gestión de alquileres",
    de: "Mietverwaltung",
    ar: "إدارة الإيجارات",
  },
  "gestion de patrimoine": {
    en: "wealth management",
    it: "gestione patrimoniale",
    es: "gestión de patrimonio",
    de: "Vermögensberatung",
    ar: "إدارة الثروات",
  },
  "location saisonnière": {
    en: "holiday lettings",
    it: "affitti brevi",
    es: "alquiler vacacional",
    de: "Ferienvermietung",
    ar: "الإيجار الموسمي",
  },
  location: { en: "lettings", it: "locazioni", es: "alquiler", de: "Vermietung", ar: "الإيجار" },
  "syndic de copropriété": {
    en: "condominium management",
    it: "amministrazione di condomini",
    es: "administración de comunidades",
    de: "WEG-Verwaltung",
    ar: "إدارة الملكية المشتركة",
  },
  syndic: {
    en: "condominium management",
    it: "amministrazione di condomini",
    es: "administración de comunidades",
    de: "WEG-Verwaltung",
    ar: "إدارة الملكية المشتركة",
  },
  transaction: {
    en: "property sales",
    it: "compravendite immobiliari",
    es: "compraventa de inmuebles",
    de: "Immobilienverkauf",
    ar: "بيع العقارات وشرائها",
  },
  "promotion immobilière": {
    en: "property development",
    it: "promozione immobiliare",
    es: "promoción inmobiliaria",
    de: "Projektentwicklung",
    ar: "التطوير العقاري",
  },
  promotion: {
    en: "property development",
    it: "promozione immobiliare",
    es: "promoción inmobiliaria",
    de: "Projektentwicklung",
    ar: "التطوير العقاري",
  },
  "immobilier d'entreprise": {
    en: "commercial property",
    it: "immobili d’impresa",
    es: "inmuebles de empresa",
    de: "Gewerbeimmobilien",
    ar: "عقارات الشركات",
  },
  "immobilier de luxe": {
    en: "luxury property",
    it: "immobili di lusso",
    es: "inmuebles de lujo",
    de: "Luxusimmobilien",
    ar: "العقارات الفاخرة",
  },
  "immobilier neuf": {
    en: "new-build property",
    it: "nuove costruzioni",
    es: "obra nueva",
    de: "Neubauimmobilien",
    ar: "العقارات الجديدة",
  },
  viager: {
    en: "life annuity sales",
    it: "nuda proprietà",
    es: "venta en renta vitalicia",
    de: "Leibrentenverkauf",
    ar: "البيع مقابل إيراد مدى الحياة",
  },
  "chasse immobilière": {
    en: "property search",
    it: "ricerca immobiliare",
    es: "búsqueda de inmuebles",
    de: "Immobiliensuche",
    ar: "البحث عن العقارات",
  },
  "expertise immobilière": {
    en: "property valuation",
    it: "perizie immobiliari",
    es: "tasación de inmuebles",
    de: "Immobilienbewertung",
    ar: "التقييم العقاري",
  },
  expertise: {
    en: "property valuation",
    it: "perizie immobiliari",
    es: "tasación de inmuebles",
    de: "Immobilienbewertung",
    ar: "التقييم العقاري",
  },
};

/** A trade of the list above in a language; null for one it does not hold. */
export const activityIn = (activity: string, language: Language): string | null =>
  language === "fr" ? activity : (activities[activity]?.[language] ?? null);
