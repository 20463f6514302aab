import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";
import { functions } from "~inngest/index";

const files = sourceFiles("inngest/functions", /\.ts$/);
const ids = functions.map((fn) => fn.id("")).map((id) => id.replace(/^-/, ""));

test("every job's file is listed, and its id is its path", () => {
  for (const file of files) {
    const path = file.replace("inngest/functions/", "").replace(/\.ts$/, "");
    expect(readFileSync(file, "utf8"), file).toContain(`"${path}"`);
    expect(ids, file).toContain(path);
  }
});

test("every trigger is a declared fact or a cron of the schedule", () => {
  const facts = sourceFiles("app/domains", /\.events\.server\.ts$/).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/eventType\("([^"]+)"/g)].map(([, name]) => name),
  );
  const schedule = readFileSync("inngest/schedule.ts", "utf8");
  for (const fn of functions)
    for (const trigger of (fn as unknown as { opts: { triggers?: Array<{ event?: string | { name: string }; cron?: string }> } }).opts
      .triggers ?? []) {
      const name = typeof trigger.event === "string" ? trigger.event : trigger.event?.name;
      if (name) expect(facts, fn.id("")).toContain(name);
      if (trigger.cron) expect(schedule).toContain(trigger.cron);
    }
});
