import { format } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";

const levels = ["log", "info", "warn", "error", "debug"] as const;

/** Setup files are read once a test file, in one process: what they share stands on the process. */
const shared = globalThis as typeof globalThis & { essorNoise?: { heard: Array<string>; expected: Array<RegExp> } };
const noise = (shared.essorNoise ??= { heard: [], expected: [] });

/** Says beforehand what a test will make the product print. */
export const expectNoise = (...patterns: Array<RegExp>) => void noise.expected.push(...patterns);

/** What is printed to nobody is either a message a person should get or a fault: a test that prints fails. */
beforeEach(() => {
  noise.heard = [];
  noise.expected = [];
  for (const level of levels) console[level] = (...words: Array<unknown>) => void noise.heard.push(`${level}: ${format(...words)}`);
});
afterEach(() => {
  const unexpected = noise.heard.filter((line) => !noise.expected.some((pattern) => pattern.test(line)));
  noise.heard = [];
  expect(unexpected, "printed to the console").toEqual([]);
});
