import { readdirSync } from "node:fs";

/** Paths of our own sources below a folder that match, from the project's root, sorted. */
export const sourceFiles = (folder: string, matching: RegExp): Array<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => matching.test(path) && !path.includes("/generated/"))
    .sort();
