import { resolve } from "node:path";
import { ensureBuild } from "../../scripts/build.mjs";

let built = false;

/** Builds what the tests start, when its sources have changed. */
export default function setup() {
  if (built) return;
  built = true;
  ensureBuild(resolve(import.meta.dirname, "../.."), (line: string) => process.stdout.write(`${line}\n`));
}
