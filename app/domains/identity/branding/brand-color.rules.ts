/** Colours of a brand against what is read on them. Browser-safe: the page shows what the server would say. */

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance of #rrggbb, 0–1, as WCAG 2 counts it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast of two colours, 1–21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** A colour as typed or picked, #rrggbb; null when it is none. */
export function readColor(text: string): string | null {
  const typed = text.trim().toLowerCase();
  const [, short] = /^#?([0-9a-f]{3})$/.exec(typed) ?? [];
  if (short) return `#${[...short].map((digit) => digit + digit).join("")}`;
  return /^#?[0-9a-f]{6}$/.test(typed) ? `#${typed.replace("#", "")}` : null;
}

/** Least contrast of a line or a button with the white page it stands on (WCAG 2.2, 1.4.11). */
export const leastContrast = 3;
export const standsOut = (color: string) => contrast(color, "#ffffff") >= leastContrast;

/** What is written on the colour: whichever of white and ink is read better; one of them always reaches 4.5. */
export const inkOn = (color: string) => (contrast(color, "#ffffff") >= contrast(color, "#16181f") ? "#ffffff" : "#16181f");

/** Least contrast of a text with what it stands on (WCAG 2.2, 1.4.3). */
export const leastTextContrast = 4.5;

/** Where a company chose none. */
export const ourColor = "#2f55d4";

/** What mails and public pages are painted with; each pair is read at 4.5 or better. */
export interface BrandColors {
  /** Behind `ink`: buttons, lines. */
  fill: string;
  ink: string;
  /** On white: links, names. */
  text: string;
}

/** A company's colour as it may be used: a little darker where nothing would be read on it, or it on white. Null: ours. */
export function colorsOf(color: string | null): BrandColors {
  const own = (color && readColor(color)) ?? ourColor;
  const text = darkenUntil(own, (one) => contrast(one, "#ffffff") >= leastTextContrast);
  const fill = contrast(own, inkOn(own)) >= leastTextContrast ? own : text;
  return { fill, ink: inkOn(fill), text };
}

/** The first of ever darker shades that will do; black does for everything read on white. */
function darkenUntil(color: string, isGood: (shade: string) => boolean): string {
  for (let part = 1; part > 0; part -= 0.02) {
    const shade = `#${[1, 3, 5]
      .map((at) =>
        Math.round(parseInt(color.slice(at, at + 2), 16) * part)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")}`;
    if (isGood(shade)) return shade;
  }
  return "#000000";
}
