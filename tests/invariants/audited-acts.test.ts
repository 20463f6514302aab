import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { leavesTrace, rightsOfAct, untracedRights } from "~/domains/identity/role/traces-of-rights.rules";
import { languages } from "~/platform/i18n";
import { isPermission, permissions } from "~/platform/permissions";
import { auditedActs } from "./audited-acts";

const { acts, unread } = auditedActs();
const wordsOf = (language: string) =>
  (
    JSON.parse(readFileSync(`app/domains/operations/i18n/${language}.json`, "utf8")) as {
      audit: { action: Record<string, Record<string, string>> };
    }
  ).audit.action;

test("every act that the code or the database writes into the log can be read from the source", () => {
  expect(unread).toEqual([]);
  expect(acts.size).toBeGreaterThan(100);
  expect([...acts.keys()].filter((act) => !/^[a-z_]+\.[a-z_]+$/.test(act))).toEqual([]);
});

test.each(languages)("every act of the log has its words in %s", (language) => {
  const words = wordsOf(language);
  const unnamed = [...acts].filter(([act]) => {
    const [noun, verb] = act.split(".") as [string, string];
    return !words[noun]?.[verb];
  });
  expect(unnamed).toEqual([]);
});

test("of every act it is said which right it shows in use", () => {
  expect([...acts.keys()].filter((act) => !rightsOfAct[act])).toEqual([]);
  expect(
    Object.values(rightsOfAct)
      .flat()
      .filter((one) => !isPermission(one)),
  ).toEqual([]);
  const words = wordsOf("fr");
  const unknown = Object.keys(rightsOfAct).filter((act) => !acts.has(act) && !words[act.split(".")[0]!]?.[act.split(".")[1]!]);
  expect(unknown).toEqual([]);
});

test("rights to see are never taken for unused; each other one leaves a trace, or is said to leave none", () => {
  expect(permissions.filter((one) => one.endsWith(":read") && leavesTrace(one))).toEqual([]);
  expect(permissions.filter((one) => !one.endsWith(":read") && !leavesTrace(one))).toEqual(untracedRights);
});
