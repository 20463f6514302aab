/** What a logo may be. A picture of code (SVG) is refused: it can hold scripts and load from elsewhere. */
export const mostLogoBytes = 512 * 1024;
/** Pixels a side. */
export const mostLogoSide = 4000;

export interface LogoImage {
  contentType: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
}

const ascii = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What a file is by its own first bytes, whatever it was called; null when it is no picture that we take, or a broken one. */
export function readLogo(bytes: Uint8Array): LogoImage | null {
  const found = readPng(bytes) ?? readWebp(bytes) ?? readJpeg(bytes);
  if (!found || found.width < 1 || found.height < 1 || found.width > mostLogoSide || found.height > mostLogoSide) return null;
  return found;
}

function readPng(bytes: Uint8Array): LogoImage | null {
  const begin = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 45 || !begin.every((byte, at) => bytes[at] === byte) || ascii(bytes, 12, 4) !== "IHDR") return null;
  if (ascii(bytes, bytes.length - 8, 4) !== "IEND") return null; // cut short, or with something hidden behind it
  return { contentType: "image/png", width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) };
}

function readWebp(bytes: Uint8Array): LogoImage | null {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP") return null;
  const data = view(bytes);
  if (data.getUint32(4, true) + 8 !== bytes.length + (bytes.length % 2)) return null;
  const kind = ascii(bytes, 12, 4);
  const size = { VP8: [26, 28], VP8L: null, VP8X: null } as const;
  if (kind === "VP8 ")
    return {
      contentType: "image/webp",
      width: data.getUint16(size.VP8[0], true) & 0x3fff,
      height: data.getUint16(size.VP8[1], true) & 0x3fff,
    };
  if (kind === "VP8L") {
    const packed = data.getUint32(21, true);
    return { contentType: "image/webp", width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
  }
  if (kind !== "VP8X") return null;
  const whole = (at: number) => data.getUint16(at, true) + (bytes[at + 2]! << 16) + 1;
  return { contentType: "image/webp", width: whole(24), height: whole(27) };
}

/** Walks the segments up to the frame that says how large the picture is. */
function readJpeg(bytes: Uint8Array): LogoImage | null {
  if (bytes.length < 20 || bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null;
  const data = view(bytes);
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { contentType: "image/jpeg", width: data.getUint16(at + 7), height: data.getUint16(at + 5) };
    at += 2 + data.getUint16(at + 2);
  }
  return null;
}
