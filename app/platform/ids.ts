/** A time-ordered id (RFC 9562, version 7). */
export function uuidv7(moment = new Date()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = BigInt(moment.getTime());
  for (let at = 0; at < 6; at++) bytes[at] = Number((time >> BigInt(8 * (5 - at))) & 0xffn);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isId = (text: unknown): text is string => typeof text === "string" && form.test(text);
