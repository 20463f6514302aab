import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";

const routes = sourceFiles("app/routes", /routes\/\w+\/.*\.tsx?$/);
const isOpen = (file: string) => file.startsWith("app/routes/public/") || file.startsWith("app/routes/system/");

/** Pages and doors that anybody may open. A new one is added here knowingly. */
const open = [
  "app/routes/public/closing.$token.tsx",
  "app/routes/public/companies.enter.ts",
  "app/routes/public/companies.new.tsx",
  "app/routes/public/digest.$token.tsx",
  "app/routes/public/forgot.tsx",
  "app/routes/public/invite.$token.tsx",
  "app/routes/public/login.tsx",
  "app/routes/public/login_.join.tsx",
  "app/routes/public/login_.passkey.ts",
  "app/routes/public/login_.second.tsx",
  "app/routes/public/login_.with.$provider.ts",
  "app/routes/public/login_.with.$provider_.callback.tsx",
  "app/routes/public/logo.$token.ts",
  "app/routes/public/logout.ts",
  "app/routes/public/mailbox.$mailId.event.ts",
  "app/routes/public/mailbox.$mailId.html.ts",
  "app/routes/public/mailbox.$mailId.tsx",
  "app/routes/public/mailbox._index.tsx",
  "app/routes/public/no-company.tsx",
  "app/routes/public/preferences.ts",
  "app/routes/public/privacy-file.$token._index.tsx",
  "app/routes/public/privacy-file.$token.take.ts",
  "app/routes/public/reset.$token.tsx",
  "app/routes/public/security.app.tsx",
  "app/routes/public/security.codes.tsx",
  "app/routes/public/security.confirm.tsx",
  "app/routes/public/security.enrol.tsx",
  "app/routes/public/security.not-me.$token.tsx",
  "app/routes/public/security.passkey.tsx",
  "app/routes/public/signup.tsx",
  "app/routes/public/unsubscribe.$token.tsx",
  "app/routes/public/verify.$token.tsx",
  "app/routes/public/verify.resend.ts",
  "app/routes/public/why.$token.tsx",
  "app/routes/system/api.inngest.ts",
  "app/routes/system/api.v1.$.ts",
  "app/routes/system/api.v1.imports.$importRunId._index.ts",
  "app/routes/system/api.v1.imports.$importRunId_.refused.ts",
  "app/routes/system/api.v1.imports._index.ts",
  "app/routes/system/api.v1.me.ts",
  "app/routes/system/api.v1.openapi[.]json.ts",
  "app/routes/system/api.v1.prospects.$prospectId.ts",
  "app/routes/system/api.v1.prospects.$prospectId_.merge.ts",
  "app/routes/system/api.v1.prospects._index.ts",
  "app/routes/system/stories.tsx",
  "app/routes/system/webhooks.clearbit.ts",
  "app/routes/system/webhooks.postmark.ts",
];

test("every page and door outside the shell is on the list of open ones", () => {
  expect(routes.filter(isOpen).filter((file) => !open.includes(file))).toEqual([]);
});

test.each(routes.filter((file) => !isOpen(file)))("%s begins each loader and action with its gate", (file) => {
  const source = readFileSync(file, "utf8");
  for (const [, kind, body] of source.matchAll(/export (?:async function|const) (loader|action)\b([\s\S]{0,500})/g))
    expect(body!.replace(/^[^{]*?(\{|=>)\s*/, "").slice(0, 320), `${file} ${kind}`).toMatch(/require(Company|User)\(/);
});

test("no page speaks to the database or to a vendor by itself", () => {
  for (const file of routes)
    expect(readFileSync(file, "utf8"), file).not.toMatch(/db\.server"|\$queryRaw|\$executeRaw|from "(pg|openai|postmark|stripe)"/);
});
