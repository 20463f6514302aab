import { cleanLine } from "./clean-text.rules";

/** Tags of one cell or form field, each once. */
export function splitTags(text: string): Array<string> {
  const tags = text.split(/:::|[;,،؛|\n]/).map((tag) => cleanLine(tag.replace(/^\s*\*\s*/, "")));
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
