import fontkit from "@pdf-lib/fontkit";
import { type PDFFont, PDFDocument, type PDFPage, rgb } from "pdf-lib";
import arabic from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff?inline";
import latinExt from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-ext-400-normal.woff?inline";
import latin from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff?inline";
import arabicBold from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff?inline";
import latinExtBold from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-ext-600-normal.woff?inline";
import latinBold from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-600-normal.woff?inline";
import { directionOf, isLanguage } from "~/platform/i18n";
import { runsOf } from "./bidi-runs.rules";

/** A plain paper: a title, a few lines, then titled parts of labels and values. */
export interface Sheet {
  title: string;
  intro: Array<string>;
  parts: Array<{ title: string; rows: Array<Array<{ label: string; value: string }>> }>;
  language: string;
}

const [width, height, margin] = [595.28, 841.89, 48]; // A4, points
const labelWidth = 150;
const ink = rgb(0.11, 0.13, 0.19);
const quiet = rgb(0.36, 0.38, 0.45);

const bytesOf = (dataUrl: string) => Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");

/**
 * The paper as PDF, its fonts in it, so that names are read as they are written wherever it is opened. In a language that runs from the
 * right it does so whole: labels right, values left of them; a value runs as its own letters do. Each page says which it is of how many.
 */
export async function writeSheet({ title, intro, parts, language }: Sheet): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage(language);
  const embed = (dataUrl: string) => pdf.embedFont(bytesOf(dataUrl), { subset: true });
  const faces = {
    plain: facesOf(await embed(latin), await embed(latinExt), await embed(arabic)),
    strong: facesOf(await embed(latinBold), await embed(latinExtBold), await embed(arabicBold)),
  };
  const pen = new Pen(pdf, faces, isLanguage(language) ? directionOf(language) : "ltr");
  pen.write(title, { size: 18, strong: true, after: 10 });
  for (const line of intro) pen.write(line, { size: 10, colour: quiet, after: 4 });
  for (const { title: heading, rows } of parts) {
    pen.gap(14);
    pen.write(heading, { size: 12, strong: true, after: 4, keep: 40 });
    for (const row of rows) {
      for (const { label, value } of row) pen.pair(label, value);
      pen.gap(6);
    }
  }
  pen.numberPages();
  return pdf.save();
}

type Direction = "ltr" | "rtl";
interface Face {
  font: PDFFont;
  signs: Set<number>;
  isArabic: boolean;
}
const facesOf = (...fonts: Array<PDFFont>): Array<Face> =>
  fonts.map((font, at) => ({ font, signs: new Set(font.getCharacterSet()), isArabic: at === 2 }));

interface Ink {
  size: number;
  strong?: boolean;
  colour?: typeof ink;
  after?: number;
  /** Points that must be left on the page below it. */
  keep?: number;
}

/** Writes from top to bottom, a new page where the last one ends. */
class Pen {
  private page: PDFPage;
  private y: number;

  constructor(
    private readonly pdf: PDFDocument,
    private readonly faces: { plain: Array<Face>; strong: Array<Face> },
    private readonly direction: Direction,
  ) {
    this.page = pdf.addPage([width, height]);
    this.y = height - margin;
  }

  gap(points: number) {
    this.y -= points;
  }

  write(text: string, { size, strong, colour = ink, after = 0, keep = 0 }: Ink) {
    for (const line of this.broken(text, size, width - 2 * margin)) this.line(line, size, colour, strong ?? false, keep);
    this.gap(after);
  }

  pair(label: string, value: string) {
    const lines = this.broken(value, 9.5, width - 2 * margin - labelWidth);
    const labels = this.broken(label, 9.5, labelWidth - 8);
    for (let at = 0; at < Math.max(lines.length, labels.length); at++) {
      this.room(13);
      if (labels[at]) this.draw(0, labels[at]!, 9.5, { colour: quiet });
      if (lines[at]) this.draw(labelWidth, lines[at]!, 9.5, { colour: ink, direction: "auto" });
      this.y -= 13;
    }
  }

  /** "2 / 5" under each page, where its lines end. */
  numberPages() {
    const pages = this.pdf.getPages();
    pages.forEach((page, at) => {
      this.page = page;
      this.y = margin - 14;
      const text = `${at + 1} / ${pages.length}`;
      this.draw(width - 2 * margin - this.widthOf(text, 8), text, 8, { colour: quiet, direction: "ltr" });
    });
  }

  private line(text: string, size: number, colour: typeof ink, strong: boolean, keep: number) {
    this.room(size * 1.4 + keep);
    this.draw(0, text, size, { colour, strong });
    this.y -= size * 1.4;
  }

  private room(points: number) {
    if (this.y - points >= margin) return;
    this.page = this.pdf.addPage([width, height]);
    this.y = height - margin;
  }

  /** `inset`: points from the side where lines begin. */
  private draw(
    inset: number,
    text: string,
    size: number,
    { colour, strong = false, direction = this.direction }: { colour: typeof ink; strong?: boolean; direction?: Direction | "auto" },
  ) {
    const faces = strong ? this.faces.strong : this.faces.plain;
    const drawn = runsOf(text, direction).flatMap(({ text: run, isRtl }) => {
      const parts = this.parts(run, faces, isRtl);
      return isRtl ? parts.reverse() : parts;
    });
    const widths = drawn.map(({ font, part }) => font.widthOfTextAtSize(part, size));
    const whole = widths.reduce((sum, one) => sum + one, 0);
    let at = this.direction === "rtl" ? width - margin - inset - whole : margin + inset;
    drawn.forEach(({ font, part }, place) => {
      this.page.drawText(part, { x: at, y: this.y - size, size, font, color: colour });
      at += widths[place]!;
    });
  }

  /**
   * A run in parts of the font that knows its signs; a sign that none knows becomes a box one can see. What runs from the right is asked
   * of the Arabic font first, which joins its letters and lays them out from the right; what it lacks is turned by hand.
   */
  private parts(text: string, faces: Array<Face>, isRtl: boolean): Array<{ font: PDFFont; part: string }> {
    const parts: Array<{ face: Face; part: string }> = [];
    const asked = isRtl ? [...faces].sort((one, other) => Number(other.isArabic) - Number(one.isArabic)) : faces;
    // The fonts' own no-break space lies beyond their last outline: fontkit reads past the end of it. A blank looks the same.
    for (const sign of text.replace(/[\u00a0\u2007\u2009\u202f]/g, " ")) {
      const code = sign.codePointAt(0)!;
      const home = asked.find(({ signs }) => signs.has(code));
      const face = home ?? faces[0]!;
      const part = home ? sign : "?";
      const last = parts.at(-1);
      if (last?.face === face) last.part += part;
      else parts.push({ face, part });
    }
    return parts.map(({ face, part }) => ({
      font: face.font,
      part: isRtl && !/\p{Script=Arabic}/u.test(part) ? [...part].reverse().join("") : part,
    }));
  }

  private readonly widths = new Map<string, number>();

  /** Sign by sign, each measured once: a text of many pages is broken in no time. */
  private widthOf(text: string, size: number): number {
    let sum = 0;
    for (const sign of text) {
      let one = this.widths.get(sign);
      if (one === undefined) {
        one = this.parts(sign, this.faces.plain, false).reduce((width, { font, part }) => width + font.widthOfTextAtSize(part, 1), 0);
        this.widths.set(sign, one);
      }
      sum += one * size;
    }
    return sum;
  }

  /** Lines no wider than that, broken at blanks, a word that is too wide anywhere. */
  private broken(text: string, size: number, most: number): Array<string> {
    const lines: Array<string> = [];
    for (const paragraph of text.replace(/\t/g, " ").replace(/\r\n?/g, "\n").slice(0, 20_000).split("\n")) {
      let line = "";
      for (const word of paragraph.split(" ").flatMap((one) => this.pieces(one, size, most))) {
        const longer = line ? `${line} ${word}` : word;
        if (line && this.widthOf(longer, size) > most) {
          lines.push(line);
          line = word;
        } else line = longer;
      }
      lines.push(line);
    }
    return lines;
  }

  private pieces(word: string, size: number, most: number): Array<string> {
    if (this.widthOf(word, size) <= most) return [word];
    const pieces: Array<string> = [""];
    for (const sign of word) {
      if (this.widthOf(pieces.at(-1)! + sign, size) > most) pieces.push("");
      pieces[pieces.length - 1] += sign;
    }
    return pieces;
  }
}
