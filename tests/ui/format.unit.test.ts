import { describe, expect, test } from "vitest";
import {
  formatDate,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatShare,
  formatSigned,
  formatSince,
  initialsOf,
  tintOf,
} from "~/ui/format";

const thin = "\u202f";
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const words = { sample: ({ part, whole }: { part: string; whole: string }) => `${part} sur ${whole}`, none: "n/a" };

describe("numbers", () => {
  test("group by a narrow space in French, which never breaks a line nor an Arabic sentence", () => {
    expect(formatNumber(12481, "fr")).toBe(`12${thin}481`);
    expect(formatNumber(12481, "ar")).toBe(`12${thin}481`);
    expect(formatNumber(12481, "en")).toBe("12,481");
  });
  test("a share always bears its sample", () => {
    expect(plain(formatShare(31, 250, "fr", words))).toBe("12,4 % (31 sur 250)");
    expect(plain(formatShare(1240, 2480, "fr", words))).toBe("50 % (1 240 sur 2 480)");
  });
  test("a share of nothing is not an invented zero", () => {
    expect(formatShare(0, 0, "fr", words)).toBe("n/a");
  });
  test("percents keep one decimal at most and lose a useless one", () => {
    expect(plain(formatPercent(0.072, "fr"))).toBe("7,2 %");
    expect(plain(formatPercent(0.5, "en"))).toBe("50%");
  });
  test("money comes from cents, and whole amounts show none", () => {
    expect(plain(formatMoney(48_600_000, "EUR", "fr"))).toBe("486 000 €");
    expect(plain(formatMoney(456_335, "EUR", "fr"))).toBe("4 563,35 €");
    expect(plain(formatMoney(-50, "EUR", "fr"))).toBe("-0,50 €");
  });
  test("a change bears its sign, with a true minus", () => {
    expect(formatSigned(24, "fr")).toBe("+24");
    expect(formatSigned(-6, "fr")).toBe("−6");
    expect(formatSigned(0, "fr")).toBe("0");
  });
});

describe("dates", () => {
  test("are told in the company's time zone, not the server's", () => {
    expect(formatDate("2026-11-22T23:30:00Z", "fr", "Europe/Paris", "dayYear")).toBe("23 nov. 2026");
    expect(formatDate("2026-11-22T23:30:00Z", "fr", "America/Cayenne", "dayYear")).toBe("22 nov. 2026");
  });
  test("yesterday is the calendar's, even two hours ago", () => {
    const now = "2026-11-23T00:30:00Z"; // 1:30 in Paris
    expect(formatSince("2026-11-22T22:30:00Z", now, "fr", "Europe/Paris")).toBe("hier");
    expect(plain(formatSince("2026-11-23T00:05:00Z", now, "fr", "Europe/Paris"))).toBe("il y a 25 min");
    expect(formatSince("2026-11-23T00:05:00Z", now, "en", "Europe/Paris")).toBe("25m ago");
  });
  test("past a week the day itself is said, with its year when it is another", () => {
    const now = "2026-11-23T12:00:00Z";
    expect(formatSince("2026-11-02T12:00:00Z", now, "fr", "Europe/Paris")).toBe("2 nov.");
    expect(formatSince("2025-11-02T12:00:00Z", now, "fr", "Europe/Paris")).toBe("2 nov. 2025");
  });
  test("a duration is said in the units a person would use", () => {
    expect(plain(formatDuration(58, "fr"))).toBe("58 min");
    expect(plain(formatDuration(90, "fr"))).toBe("1 h 30 min");
    expect(plain(formatDuration(120, "fr"))).toBe("2 h");
    expect(plain(formatDuration(4 * 1440, "fr"))).toBe("4 j");
    expect(plain(formatDuration(-3, "fr"))).toBe("0 min");
  });
});

describe("what stands for a name", () => {
  test("two letters, past the small words and the apostrophes", () => {
    expect(initialsOf("Agence Corbelune")).toBe("AC");
    expect(initialsOf("Les Toits d’Ambrelle")).toBe("TA");
    expect(initialsOf("Halvire")).toBe("HA");
    expect(initialsOf("Bastide & Orme")).toBe("BO");
    expect(initialsOf("")).toBe("");
  });
  test("a tint that stays the same", () => {
    expect(tintOf("Agence Corbelune")).toBe(tintOf("Agence Corbelune"));
    for (const name of ["", "A", "Orée des Ternes", "وكالة"]) expect([1, 2, 3, 4, 5, 6]).toContain(tintOf(name));
  });
});
