import { decodeHead, markLength } from "./decode-text.rules";
import { type Encoding, encodings } from "./dialect.schema";

/** The encoding of a list, by its byte order mark or by what its first bytes can be. `certainty` from 0 to 1. */
export function detectEncoding(head: Uint8Array): { encoding: Encoding; certainty: number } {
  for (const encoding of encodings) if (markLength(head, encoding) > 0) return { encoding, certainty: 1 };

  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, certainty: 0.95 };

  const text = decodeHead(head, "utf-8");
  const broken = text.split("\ufffd").length - 1;

  const accents = text.replace(/[\x00-\x7f\ufffd]/g, "").length;
  if (broken === 0) return { encoding: "utf-8", certainty: accents > 0 ? 1 : 0.9 };
  // A few torn characters in a list that is otherwise plainly UTF-8; the reader takes those cells for Windows-1252.
  if (accents > broken * 4) return { encoding: "utf-8", certainty: 0.7 };
  return { encoding: "windows-1252", certainty: 0.9 };
}

/** UTF-16 without a mark: in text of Latin letters every second byte is zero. */
function wideEncoding(head: Uint8Array): Encoding | null {
  const pairs = Math.floor(Math.min(head.length, 65_536) / 2);
  if (pairs < 2) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[pair * 2] === 0) evenZeros++;
    if (head[pair * 2 + 1] === 0) oddZeros++;
  }
  if (oddZeros > pairs * 0.4 && evenZeros < oddZeros / 4) return "utf-16le";
  if (evenZeros > pairs * 0.4 && oddZeros < evenZeros / 4) return "utf-16be";
  return null;
}
