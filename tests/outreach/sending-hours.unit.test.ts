import fc from "fast-check";
import { expect, test } from "vitest";
import { nextDay, nextSlot, zoneOf } from "~/domains/outreach/sending/sending-hours.rules";
import { localDate, localHour } from "~/platform/local-time";

const office = { fromHour: 9, untilHour: 18 };
const at = (text: string) => new Date(text);
const place = (fields: { countryCode?: string | null; postalCode?: string | null; department?: string | null }) => ({
  countryCode: null,
  postalCode: null,
  department: null,
  ...fields,
});

test.each([
  ["FR", "97110", "America/Guadeloupe"],
  ["FR", "97200", "America/Martinique"],
  ["FR", "97300", "America/Cayenne"],
  ["FR", "97400", "Indian/Reunion"],
  ["FR", "97500", "America/Miquelon"],
  ["FR", "97600", "Indian/Mayotte"],
  ["FR", "44000", "Europe/Paris"],
  ["FR", "20090", "Europe/Paris"],
  [null, "97 410", "Indian/Reunion"],
  ["RE", null, "Indian/Reunion"],
])("%s %s lives by %s", (countryCode, postalCode, zone) => {
  expect(zoneOf(place({ countryCode, postalCode }), "Europe/Brussels")).toBe(zone);
});

test("a department tells the place where no postcode does; elsewhere and unknown is the company's own zone", () => {
  expect(zoneOf(place({ countryCode: "FR", department: "974" }), "Europe/Paris")).toBe("Indian/Reunion");
  expect(zoneOf(place({ countryCode: "BE", postalCode: "9741" }), "Europe/Brussels")).toBe("Europe/Brussels");
  expect(zoneOf(place({}), "Europe/Brussels")).toBe("Europe/Brussels");
});

test("open hours are now; before is today, after is tomorrow, and Sunday is Monday", () => {
  expect(nextSlot(at("2026-11-24T08:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-11-24T08:00:00Z")); // Tuesday 9:00
  expect(nextSlot(at("2026-11-24T16:59:59Z"), "Europe/Paris", office)).toEqual(at("2026-11-24T16:59:59Z"));
  expect(nextSlot(at("2026-11-24T17:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-11-25T08:00:00Z"));
  expect(nextSlot(at("2026-11-24T03:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-11-24T08:00:00Z"));
  expect(nextSlot(at("2026-11-28T10:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-11-28T10:00:00Z")); // Saturday
  expect(nextSlot(at("2026-11-28T20:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-11-30T08:00:00Z"));
  expect(nextSlot(at("2026-11-29T10:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-11-30T08:00:00Z"));
});

test("Réunion's morning is Paris's night", () => {
  expect(nextSlot(at("2026-11-24T05:30:00Z"), "Indian/Reunion", office)).toEqual(at("2026-11-24T05:30:00Z"));
  expect(nextSlot(at("2026-11-24T15:00:00Z"), "Indian/Reunion", office)).toEqual(at("2026-11-25T05:00:00Z"));
  expect(nextSlot(at("2026-11-24T08:00:00Z"), "America/Martinique", office)).toEqual(at("2026-11-24T13:00:00Z"));
});

test("both changes of clocks keep the local morning", () => {
  expect(nextSlot(at("2026-03-28T18:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-03-30T07:00:00Z")); // Saturday evening over the spring Sunday
  expect(nextSlot(at("2026-10-24T17:00:00Z"), "Europe/Paris", office)).toEqual(at("2026-10-26T08:00:00Z")); // and over the autumn one
  expect(nextDay(at("2026-03-28T12:00:00Z"), "Europe/Paris")).toEqual(at("2026-03-28T23:00:00Z"));
  expect(nextDay(at("2026-03-29T12:00:00Z"), "Europe/Paris")).toEqual(at("2026-03-29T22:00:00Z"));
  expect(nextDay(at("2026-10-25T12:00:00Z"), "Europe/Paris")).toEqual(at("2026-10-25T23:00:00Z"));
});

test("all twenty-four hours mean every day", () => {
  const sunday = at("2026-11-29T02:00:00Z");
  expect(nextSlot(sunday, "Europe/Paris", { fromHour: 0, untilHour: 24 })).toEqual(sunday);
});

test("a slot is never before, always open, and its own slot", () => {
  const zones = ["Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Miquelon", "Pacific/Noumea"];
  fc.assert(
    fc.property(
      fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z"), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 3, max: 12 }),
      fc.integer({ min: 1, max: 11 }),
      (moment, zone, fromHour, length) => {
        const hours = { fromHour, untilHour: fromHour + length };
        const slot = nextSlot(moment, zone, hours);
        expect(slot.getTime()).toBeGreaterThanOrEqual(moment.getTime());
        expect(localHour(slot, zone)).toBeGreaterThanOrEqual(fromHour);
        expect(localHour(slot, zone)).toBeLessThan(hours.untilHour);
        expect(localDate(slot, zone).getUTCDay()).not.toBe(0);
        expect(nextSlot(slot, zone, hours)).toEqual(slot);
      },
    ),
    { numRuns: 300 },
  );
});
