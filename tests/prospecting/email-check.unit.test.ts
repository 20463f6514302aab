import { expect, test } from "vitest";
import { afterAnswer } from "~/domains/prospecting/email-check/check-again.rules";
import { isDisposableDomain } from "~/domains/prospecting/email-check/disposable-domain.server";
import { isRoleAddress, judgeEmail } from "~/domains/prospecting/email-check/email-state.rules";
import { meantDomain } from "~/domains/prospecting/email-check/meant-domain.rules";
import { askMailDns } from "~/platform/vendors/mail-dns.server";
import { withDns } from "~tests/fakes/dns";

test("mail arrives where an MX or an address says so; only a clear no is a no", async () => {
  await withDns(
    {
      "mx.example.test": { mx: ["mail.mx.example.test"] },
      "a.example.test": { a: "192.0.2.1" },
      "aaaa.example.test": { aaaa: "20010db8000000000000000000000001" },
      "null.example.test": { mx: ["."], a: "192.0.2.1" },
      "nothing.example.test": {},
      "dead.example.test": { dead: true },
    },
    async () => {
      const of = (name: string) => askMailDns(`${name}.example.test`);
      expect([await of("mx"), await of("a"), await of("aaaa")]).toEqual(["accepts", "accepts", "accepts"]);
      expect([await of("null"), await of("nothing"), await of("missing"), await of("dead")]).toEqual([
        "null_mx",
        "no_mail",
        "no_domain",
        "unknown",
      ]);
    },
  );
});

test("a server that never answers says nothing of a domain", async () => {
  await withDns({ "mute.example.test": { silent: true } }, async () => {
    expect(await askMailDns("mute.example.test")).toBe("unknown");
  });
});

test("nothing is asked where vendors are stand-ins", async () => {
  expect(await askMailDns("missing.example.test")).toBe("unknown");
});

test("mailboxes of a department are told in six languages; a person whose name begins alike is a person", () => {
  for (const box of ["info", "contact", "contact.rennes", "kontakt", "verkauf", "ventas", "segreteria", "accueil", "sales+fr", "maktab"])
    expect(isRoleAddress(`${box}@example.test`), box).toBe(true);
  for (const box of ["marie.info", "infante", "salesman", "contactless", "paul.martin", "venturi"])
    expect(isRoleAddress(`${box}@example.test`), box).toBe(false);
});

test("a slip in a well-known domain is proposed; well-known ones and firms of their own are left alone", () => {
  expect(["gmial.com", "gmai.com", "hotmial.fr", "outlok.com", "gmail.fr", "yahooo.fr", "wanado.fr", "ornage.fr"].map(meantDomain)).toEqual(
    ["gmail.com", "gmail.com", "hotmail.fr", "outlook.com", "gmail.com", "yahoo.fr", "wanadoo.fr", "orange.fr"],
  );
  expect(["gmail.com", "ymail.com", "mail.com", "grange.fr", "gmx.com", "example.test", "orages.fr", "web.de"].map(meantDomain)).toEqual(
    Array(8).fill(null),
  );
});

test("domains that hand out addresses for minutes are known, those under them too", () => {
  expect([isDisposableDomain("mailinator.com"), isDisposableDomain("x.mailinator.com"), isDisposableDomain("example.test")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a hard bounce outweighs a member's word, which outweighs the DNS; silence makes nothing invalid", () => {
  const dead = { state: "no_domain", isDisposable: false, meantDomain: null } as const;
  const facts = { email: "solene@example.test", hasBounced: false, isVouched: false, domain: dead };
  expect(judgeEmail(facts)).toEqual({ state: "invalid", reasons: ["no_domain"] });
  expect(judgeEmail({ ...facts, isVouched: true })).toEqual({ state: "valid", reasons: ["vouched", "no_domain"] });
  expect(judgeEmail({ ...facts, isVouched: true, hasBounced: true })).toEqual({ state: "invalid", reasons: ["bounced"] });
  expect(judgeEmail({ ...facts, domain: null })).toEqual({ state: "unknown", reasons: [] });
  expect(judgeEmail({ ...facts, domain: { ...dead, state: "unknown" } })).toEqual({ state: "unknown", reasons: [] });
  expect(judgeEmail({ ...facts, email: "info@example.test", domain: { ...dead, state: "accepts" } })).toEqual({
    state: "risky",
    reasons: ["role"],
  });
});

test("without an answer what was known stays and is asked again, later each time; a no is asked again sooner than a yes", () => {
  const now = new Date("2026-11-23T09:00:00Z");
  const minutes = (next: Date) => (next.getTime() - now.getTime()) / 60_000;
  const fresh = { state: "unknown", failureCount: 0, checkedAt: null } as const;
  const first = afterAnswer(fresh, "unknown", now);
  expect([first.state, minutes(first.nextCheckAt), minutes(afterAnswer(first, "unknown", now).nextCheckAt)]).toEqual(["unknown", 5, 30]);
  const works = afterAnswer(first, "accepts", now);
  expect([works.failureCount, minutes(works.nextCheckAt)]).toEqual([0, 30 * 1440]);
  expect(afterAnswer(works, "unknown", now)).toMatchObject({ state: "accepts", checkedAt: now, failureCount: 1 });
  const gone = afterAnswer(works, "no_domain", now);
  expect([minutes(gone.nextCheckAt), minutes(afterAnswer(gone, "no_domain", now).nextCheckAt)]).toEqual([1440, 7 * 1440]);
});
