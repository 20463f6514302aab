import { noticeCookie } from "~/platform/notice.server";
import { codesFew } from "./recovery-codes.rules";

/** Told on the next page when recovery codes run out: `left` after one was used; null when none was. @returns Set-Cookie headers */
export async function warnOfFewCodes(left: number | null): Promise<Array<string>> {
  if (left === null) return [];
  return [
    await noticeCookie({
      code: left <= codesFew ? "identity:security.codes.few_left" : "identity:security.codes.left",
      values: { count: left },
      tone: "danger",
    }),
  ];
}
