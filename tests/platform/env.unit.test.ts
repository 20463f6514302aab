import { afterEach, expect, test } from "vitest";
import { env, rereadEnv } from "~/platform/env.server";

const jobs = process.env.JOBS;
afterEach(() => {
  if (jobs === undefined) delete process.env.JOBS;
  else process.env.JOBS = jobs;
  rereadEnv();
});

test("a variable with a value it cannot have is named, with what it may be, in one line", () => {
  process.env.JOBS = "none";
  rereadEnv();
  expect(() => env()).toThrow(/^JOBS: .*"embedded"\|"inngest"$/);
});
