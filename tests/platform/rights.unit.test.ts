import { expect, test } from "vitest";
import identity from "~/domains/identity/i18n/fr.json";
import { defaultsOf, isPermission, nounOf, type Permission, permissions, roleKeys, type Scope, scopedNouns } from "~/platform/permissions";
import {
  beyond,
  differences,
  type Grant,
  permissionsOf,
  permissionsOfRole,
  reachOf,
  reasonOf,
  type RightsFacts,
} from "~/platform/rights.rules";

const facts = (roleKey: string, more: Partial<RightsFacts> = {}): RightsFacts => ({
  roleKey,
  isSystem: true,
  role: [],
  own: [],
  mates: [],
  ...more,
});
const give = (permission: Permission, scope: Scope = "all"): Grant => ({ permission, isGranted: true, scope });
const take = (permission: string): Grant => ({ permission, isGranted: false, scope: "own" });

test("each permission that is not reading has a reading of its noun, and words that say it", () => {
  for (const permission of permissions) {
    expect(isPermission(`${nounOf(permission)}:read`), permission).toBe(true);
    const [noun, verb] = permission.split(":") as [keyof typeof identity.access.may, string];
    expect(identity.access.may[noun], permission).toHaveProperty(verb);
    expect(identity.access.noun).toHaveProperty(noun);
  }
  for (const role of roleKeys) expect(identity.role).toHaveProperty(role);
});

test("of the roles as they are shipped each may what the next one may, and more", () => {
  const [owner, director, manager, agent, assistant, viewer] = roleKeys.map((role) => new Set(defaultsOf(role).keys()));
  expect(owner!.size).toBe(permissions.length);
  for (const [more, less] of [
    [owner, director],
    [director, manager],
    [manager, agent],
    [agent, assistant],
    [assistant, viewer],
  ] as const) {
    expect([...less!].filter((permission) => !more!.has(permission))).toEqual([]);
    expect(more!.size).toBeGreaterThan(less!.size);
  }
});

test("what the company changed of a role lies over it, what was given to a member over both", () => {
  const rights = permissionsOf(
    facts("agent", { role: [take("product:read"), give("message:approve")], own: [give("product:read"), take("task:change")] }),
  );
  expect(rights.has("message:approve")).toBe(true);
  expect(rights.has("product:read")).toBe(true);
  expect(rights.has("task:change")).toBe(false);
  expect(rights.has("task:read")).toBe(true);
});

test("nothing is taken from an owner, by his role as little as by himself", () => {
  const rights = permissionsOf(facts("owner", { role: [take("company:close")], own: permissions.map(take) }));
  expect([...rights.keys()]).toEqual([...permissions]);
});

test("a role of the company's own has its rows alone, and none of what Essor learns later", () => {
  const rights = permissionsOf({ ...facts("agent"), isSystem: false, role: [give("company:read")] });
  expect([...rights.keys()]).toEqual(["company:read"]);
  expect(permissionsOf({ ...facts("owner"), isSystem: false }).size).toBe(0);
});

test("who may not see a noun may do nothing with it, and whose sight ends at his own rows works on them alone", () => {
  expect(permissionsOf(facts("agent", { own: [take("prospect:read")] })).has("prospect:change")).toBe(false);
  expect(permissionsOf(facts("agent", { own: [give("prospect:read", "own")] })).get("prospect:change")).toBe("own");
});

test("words of before are passed over", () => {
  expect(permissionsOf(facts("viewer", { own: [{ permission: "fax:send", isGranted: true, scope: "all" }] }))).toEqual(
    permissionsOf(facts("viewer")),
  );
});

test("reach names people for nouns that are narrowed, and nobody else's", () => {
  const rights = permissionsOf(facts("manager", { own: [give("prospect:read", "own"), give("task:read", "team")] }));
  expect(reachOf(rights, "me", ["me", "mate"])).toEqual({ prospect: ["me"], task: ["me", "mate"] });
  expect(Object.keys(reachOf(permissionsOf({ ...facts("x"), isSystem: false }), "me", ["mate"])).sort()).toEqual([...scopedNouns].sort());
});

test("nobody gives a right that he has not, nor further than he has it", () => {
  const held = permissionsOf(facts("manager", { own: [give("prospect:read", "team")] }));
  expect(beyond(held, new Map([["prospect:read", "own"]]))).toEqual([]);
  expect(
    beyond(
      held,
      new Map([
        ["prospect:read", "all"],
        ["key:read", "all"],
      ]),
    ),
  ).toEqual(["prospect:read", "key:read"]);
});

test("what is kept of a change is what differs, and gives the change back", () => {
  const wanted = new Map(defaultsOf("agent")).set("prospect:read", "own").set("message:approve", "all");
  wanted.delete("product:read");
  const kept = differences(defaultsOf("agent"), wanted);
  expect(kept).toHaveLength(3);
  const back = permissionsOfRole({ roleKey: "agent", isSystem: true, role: kept });
  expect([...back.keys()].sort()).toEqual([...wanted.keys()].sort());
});

test("each right says where it comes from", () => {
  const member = facts("agent", { role: [give("run:read")], own: [take("task:read"), give("key:read")] });
  expect(reasonOf(member, "prospect:read")).toBe("role");
  expect(reasonOf(member, "run:read")).toBe("role_changed");
  expect(reasonOf(member, "key:read")).toBe("given");
  expect(reasonOf(member, "task:read")).toBe("taken");
  expect(reasonOf(member, "task:change")).toBe("needs_read");
  expect(reasonOf(member, "company:close")).toBe("not_in_role");
  expect(reasonOf(facts("owner"), "company:close")).toBe("owner");
});
