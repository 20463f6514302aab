import { createReadStream, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { MarketFile } from "~/domains/prospecting/market/read-market-file.server";

/** The files of a folder and below it, as the command hands them over. */
export const marketFilesIn = (folder: string): Array<MarketFile> =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(folder, path), open: () => createReadStream(path) }));

/** A file that no folder holds, in pieces so small that a character may be cut in two. */
export const marketFile = (name: string, content: string | Buffer): MarketFile => ({
  name,
  async *open() {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  },
});
