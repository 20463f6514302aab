/** Numbers, money, shares and dates as the reader writes them. Pure: the language and the time zone come in, so that the
 *  server and the browser write the same text. */

const thin = "\u202f";

/** Arabic pages keep Western digits (the Maghreb's own habit) and group as French does, so a number stays one number. */
const localeOf = (language: string) => (language.startsWith("ar") ? "ar-MA-u-nu-latn" : language);

const made = new Map<string, unknown>();

/** Making a formatter costs a hundred times its use, so each is made once. Their number is that of languages, styles and companies' time zones. */
function kept<Formatter>(key: string, make: () => Formatter): Formatter {
  let formatter = made.get(key) as Formatter | undefined;
  if (!formatter) made.set(key, (formatter = make()));
  return formatter;
}

/** Groups of three joined by U+202F wherever the language groups by a space, a dot in Arabic pages included. */
function write(value: number, language: string, options: Intl.NumberFormatOptions): string {
  const arabic = language.startsWith("ar");
  return kept(`number ${language} ${Object.entries(options).join(" ")}`, () => new Intl.NumberFormat(localeOf(language), options))
    .formatToParts(value)
    .map((part) => (part.type === "group" && (arabic || /\s/.test(part.value)) ? thin : part.value))
    .join("");
}

/** A count or a measure. `digits`: decimals at most, 0 unless told. Whole numbers below a thousand are the same in every language. */
export const formatNumber = (value: number, language: string, digits = 0) =>
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : write(value, language, { maximumFractionDigits: digits });

/** A signed change: "+3", "−2,5". */
export const formatSigned = (value: number, language: string, digits = 0) =>
  write(value, language, { maximumFractionDigits: digits, signDisplay: "exceptZero" }).replace("-", "−");

/** `ratio` is a fraction of one: 0.124 → "12,4 %". One decimal unless told; whole percents lose it. */
export const formatPercent = (ratio: number, language: string, digits = 1) =>
  write(ratio, language, { style: "percent", maximumFractionDigits: digits });

/** The words around a share: how a sample is said ("31 sur 250"), and what stands when nothing was counted. */
export type ShareWords = { sample: (values: { part: string; whole: string }) => string; none: string };

/** A share with its sample: "12,4 % (31 sur 250)". Of nothing there is no share: the answer is `words.none`. */
export function formatShare(part: number, whole: number, language: string, words: ShareWords): string {
  if (whole <= 0) return words.none;
  const sample = words.sample({ part: formatNumber(part, language), whole: formatNumber(whole, language) });
  return `${formatPercent(part / whole, language)} (${sample})`;
}

/** Money from cents. Whole amounts lose their decimals: 48600000 → "486 000 €". `currency`: ISO 4217. */
export const formatMoney = (cents: number, currency: string, language: string) =>
  write(cents / 100, language, { style: "currency", currency, minimumFractionDigits: cents % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 });

export type DateStyle = "day" | "dayYear" | "weekday" | "time" | "moment" | "full";
const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short" },
  dayYear: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "long", day: "numeric", month: "long" },
  time: { hour: "2-digit", minute: "2-digit" },
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
};

/** A date in the company's time zone (IANA name). `style` "dayYear" unless told. */
export const formatDate = (at: Date | string, language: string, timeZone: string, style: DateStyle = "dayYear") =>
  kept(`date ${style} ${language} ${timeZone}`, () => new Intl.DateTimeFormat(localeOf(language), { ...styles[style], timeZone })).format(
    new Date(at),
  );

const steps: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
];

/** How long ago or until, in the nearest unit up to a week ("hier", "il y a 2 j"), then the day itself. `now` is given by the
 *  server, so that a page reads the same after it wakes up. */
export function formatSince(at: Date | string, now: Date | string, language: string, timeZone: string): string {
  const then = new Date(at);
  const today = new Date(now);
  const seconds = (then.getTime() - today.getTime()) / 1000;
  const [thatDay, thisDay] = [wallDay(then, timeZone), wallDay(today, timeZone)];
  const days = (thatDay.midnight - thisDay.midnight) / 86_400_000;
  if (Math.abs(days) > 7) return formatDate(then, language, timeZone, thatDay.year === thisDay.year ? "day" : "dayYear");
  const relative = relativeIn(language, "narrow");
  if (days !== 0) return narrowText(days, "day", language, relative);
  const [unit, size] = Math.abs(seconds) < 3600 ? steps[0]! : steps[1]!;
  return narrowText(Math.trunc(seconds / size), unit, language, relative);
}

const relativeIn = (language: string, style: "narrow" | "short") =>
  kept(`relative ${style} ${language}`, () => new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto", style }));

/** French narrow style writes "-2 j", which reads as a number; the short style keeps its words. */
function narrowText(value: number, unit: Intl.RelativeTimeFormatUnit, language: string, relative: Intl.RelativeTimeFormat): string {
  const narrow = relative.format(value, unit);
  return /^[-−+]/.test(narrow) ? relativeIn(language, "short").format(value, unit) : narrow;
}

/** The day on the wall calendar of that zone, its midnight as if it were UTC's. */
function wallDay(at: Date, timeZone: string) {
  const [year, month, day] = kept(`calendar ${timeZone}`, () => new Intl.DateTimeFormat("sv", { timeZone }))
    .format(at)
    .split("-")
    .map(Number) as [number, number, number];
  return { year, midnight: Date.UTC(year, month - 1, day) };
}

/** Minutes as a person says them: "58 min", "1 h 30", "2 j". */
export function formatDuration(minutes: number, language: string): string {
  const unit = (value: number, name: "minute" | "hour" | "day") =>
    write(value, language, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 0 });
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return unit(whole, "minute");
  if (whole >= 48 * 60) return unit(Math.round(whole / 1440), "day");
  const rest = whole % 60;
  return rest === 0 ? unit(whole / 60, "hour") : `${unit(Math.floor(whole / 60), "hour")} ${unit(rest, "minute")}`;
}

/** Words one after another, with the comma of the reader's script: "Paris, Lyon". Nothing stands before the last. */
export const formatList = (words: Array<string>, language: string) => words.join(language.startsWith("ar") ? "، " : ", ");

/** Two letters that stand for a name: "Agence Corbelune" → "AC". Small words are passed over when there is a choice. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s'’-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const weighty = words.filter((word) => !/^(de|du|des|la|le|les|d|l|et|the|of|and|al|el)$/i.test(word));
  const chosen = weighty.length >= 2 ? weighty : words;
  const letters = chosen.length >= 2 ? [chosen[0]!, chosen[1]!] : [chosen[0] ?? "", ""];
  const first = (word: string) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "";
  return (chosen.length >= 2 ? letters.map(first).join("") : [...(chosen[0] ?? "")].slice(0, 2).join("")).toLocaleUpperCase();
}

/** One of six tints, always the same for the same name. */
export function tintOf(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return (sum % 6) + 1;
}
