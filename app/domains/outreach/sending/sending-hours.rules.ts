import { addDays, localDate, localHour, momentOf } from "~/platform/local-time";

/** Hours of the recipient's day in which mails may leave: from is included, until is not. */
export interface SendingHours {
  fromHour: number;
  untilHour: number;
}

/** Territories of France that keep their own time, by the first three digits of the postcode and by ISO country code. */
const overseas: Record<string, string> = {
  971: "America/Guadeloupe",
  972: "America/Martinique",
  973: "America/Cayenne",
  974: "Indian/Reunion",
  975: "America/Miquelon",
  976: "Indian/Mayotte",
  977: "America/St_Barthelemy",
  978: "America/Marigot",
  986: "Pacific/Wallis",
  987: "Pacific/Tahiti",
  988: "Pacific/Noumea",
  GP: "America/Guadeloupe",
  MQ: "America/Martinique",
  GF: "America/Cayenne",
  RE: "Indian/Reunion",
  PM: "America/Miquelon",
  YT: "Indian/Mayotte",
  BL: "America/St_Barthelemy",
  MF: "America/Marigot",
  WF: "Pacific/Wallis",
  PF: "Pacific/Tahiti",
  NC: "Pacific/Noumea",
};

/** The zone a prospect lives in: France's by postcode or department, overseas included; elsewhere, and unknown, the company's. */
export function zoneOf(
  { countryCode, postalCode, department }: { countryCode: string | null; postalCode: string | null; department: string | null },
  companyZone: string,
): string {
  const country = countryCode?.toUpperCase() ?? null;
  if (country && overseas[country]) return overseas[country];
  if (country !== null && country !== "FR") return companyZone;
  const place = postalCode?.replace(/\s/g, "").slice(0, 3) || department || "";
  if (overseas[place]) return overseas[place];
  return country === "FR" ? "Europe/Paris" : companyZone;
}

/**
 * The days: Monday to Saturday. No French text fixes days for e-mail between professionals (the weekday hours of the 2022 decree
 * bind phone calls to consumers); Saturday is a working day of the trades written to, Sunday is the legal day of rest. A company
 * that opened all twenty-four hours asked for no rhythm at all: then every day counts.
 */
const isAnyTime = ({ fromHour, untilHour }: SendingHours) => fromHour === 0 && untilHour === 24;
const isSunday = (date: Date) => date.getUTCDay() === 0;

/** The first moment from `moment` on at which a mail may reach this zone: `moment` itself while it is open there. */
export function nextSlot(moment: Date, zone: string, hours: SendingHours): Date {
  if (isAnyTime(hours)) return moment;
  const today = localDate(moment, zone);
  const hour = localHour(moment, zone);
  if (!isSunday(today) && hour >= hours.fromHour && hour < hours.untilHour) return moment;
  let day = hour < hours.fromHour ? today : addDays(today, 1);
  if (isSunday(day)) day = addDays(day, 1);
  return momentOf(day, zone, hours.fromHour);
}

/** The moment the company's next local day begins: when the counters of a day are at zero again. */
export const nextDay = (moment: Date, zone: string) => momentOf(addDays(localDate(moment, zone), 1), zone);
