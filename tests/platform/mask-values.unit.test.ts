import { expect, test } from "vitest";
import { maskChange, maskMessage } from "~/platform/audit/mask-values.rules";

const kept = (of: string, values: object) => maskChange(of, null, values).after;
const [secret, personal, text] = [{ masked: "secret" }, { masked: "personal" }, { masked: "text" }];

test("only what differs is kept, on both sides", () => {
  expect(maskChange("campaign", { name: "a", dailyLimit: 5 }, { name: "a", dailyLimit: 9 })).toEqual({
    before: { dailyLimit: 5 },
    after: { dailyLimit: 9 },
  });
  expect(maskChange("campaign", { name: "a" }, { name: "a" })).toEqual({ before: null, after: null });
});

test("secrets never stand in the log, by their field or by their looks", () => {
  expect(
    kept("company", {
      passwordHash: "x",
      apiKey: "abc",
      smtpPassword: "p",
      webhook_secret: "s",
      iban: "whatever",
      nested: { otpCode: "123456" },
    }),
  ).toEqual({
    passwordHash: secret,
    apiKey: secret,
    smtpPassword: secret,
    webhook_secret: secret,
    iban: secret,
    nested: { otpCode: secret },
  });
  for (const value of [
    "sk-proj-4fKq8Zt1mN0pXy7r",
    "essor_live_ab12cd34_9XkQz",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
    "FR76 3000 6000 0112 3456 7890 189",
    "Bearer abc",
    "Zx9Qw8Er7Ty6Ui5Op4As3Df2Gh1Jk0Lm",
  ])
    expect(kept("company", { label: value }), value).toEqual({ label: secret });
});

test("of a person's record only codes, numbers that count, switches, moments and ids are kept", () => {
  const id = "01937b3e-5a7c-7000-8000-000000000001";
  expect(
    kept("prospect", { firstName: "Zoé", city: "nantes", email: "z@example.test", status: "qualified", score: 71, mobile: 612345678, isHot: true, ownerId: id, contactedAt: "2026-11-21T10:00:00.000Z" }),
  ).toEqual({ firstName: personal, city: personal, email: personal, status: "qualified", score: 71, mobile: personal, isHot: true, ownerId: id, contactedAt: "2026-11-21T10:00:00.000Z" }); // prettier-ignore
  expect(kept("prospect", { status: "zoe@example.test" })).toEqual({ status: personal });
});

test("an address or a number in an innocent field is taken for what it is", () => {
  expect(kept("campaign", { name: "Relance de zoe@example.test", goal: "appeler le 06 39 98 00 11", subject: "Bonjour Zoé" })).toEqual({
    name: personal,
    goal: personal,
    subject: personal,
  });
  expect(kept("campaign", { name: "Relance de mai 2026", dailyLimit: 40, prospectId: "01937b3e-5a7c-7000-8000-000000000001" })).toEqual({
    name: "Relance de mai 2026",
    dailyLimit: 40,
    prospectId: "01937b3e-5a7c-7000-8000-000000000001",
  });
  expect(kept("campaign", { brief: "long ".repeat(100) })).toEqual({ brief: text });
});

test("an error's words lose what they repeat", () => {
  expect(maskMessage("no mailbox zoe@example.test, key sk-proj-4fKq8Zt1mN0pXy7r")).toBe("no mailbox •••, key •••");
});
