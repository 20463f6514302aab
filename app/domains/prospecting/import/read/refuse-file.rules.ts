export const fileRefusals = [
  "prospecting.import.file_empty",
  "prospecting.import.file_is_spreadsheet",
  "prospecting.import.file_not_text",
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

const startsWith = (head: Uint8Array, ...bytes: Array<number>) => bytes.every((byte, at) => head[at] === byte);

/** What a file is by its content, whatever its name: a workbook of today (a zip), one of before 2007 or with a password, or another thing. */
export function kindOfFile(head: Uint8Array): "workbook" | "old_workbook" | "protected_workbook" | "other" {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return "workbook";
  if (!startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return "other";
  // A workbook with a password is wrapped in the old container, under this name.
  return Buffer.from(head).includes(Buffer.from("EncryptedPackage", "utf16le")) ? "protected_workbook" : "old_workbook";
}

/** Why a file cannot be read as a list of text, judged by its content and never by its name; null when it can. */
export function refuseFile(head: Uint8Array): FileRefusal | null {
  if (kindOfFile(head) !== "other") return "prospecting.import.file_is_spreadsheet";
  if (
    startsWith(head, 0x25, 0x50, 0x44, 0x46) ||
    startsWith(head, 0x1f, 0x8b) ||
    startsWith(head, 0x89, 0x50) ||
    startsWith(head, 0xff, 0xd8)
  ) {
    return "prospecting.import.file_not_text";
  }
  const isWide = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
  let controls = 0;
  let visible = 0;
  for (const byte of head.subarray(0, 65_536)) {
    if (byte > 32 && byte !== 0xff && byte !== 0xfe) visible++;
    else if (byte !== 0 && byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  }
  if (visible === 0) return "prospecting.import.file_empty";
  return !isWide && controls > visible / 20 ? "prospecting.import.file_not_text" : null;
}
