import type { Encoding } from "./dialect.schema";

/** What Windows-1252 puts where ISO-8859-1 has control characters (0x80–0x9f). Its five empty places stay what they are. */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Text of Windows-1252 bytes that were read as one character a byte. A TextDecoder is not used: some runtimes take
 * `windows-1252` for ISO-8859-1 and lose the euro sign and the curly quotes.
 */
export function fromWindows1252(binary: string): string {
  return binary.replace(/[\x80-\x9f]/g, (byte) => windows1252[byte.charCodeAt(0) - 0x80] ?? byte);
}

/** Bytes to text, for the head of a list. A character cut in two by the end of the head is left out. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  if (encoding === "windows-1252") return fromWindows1252(asBinary(head));
  return new TextDecoder(encoding).decode(head, { stream: true });
}

/** Length in bytes of the byte order mark that opens the file, 0 without one. */
export function markLength(head: Uint8Array, encoding: Encoding): number {
  if (encoding === "utf-8") return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  if (encoding === "utf-16le") return head[0] === 0xff && head[1] === 0xfe ? 2 : 0;
  if (encoding === "utf-16be") return head[0] === 0xfe && head[1] === 0xff ? 2 : 0;
  return 0;
}

function asBinary(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
