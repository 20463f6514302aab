import { z } from "zod";
import { isScoped, nounOf, type Permission, permissions, type Scope } from "~/platform/permissions";
import { type Grant, type Rights, settled } from "~/platform/rights.rules";
import { unusedWindows, usualWindow } from "./traces-of-rights.rules";

const Name = z
  .string("platform.form.required")
  .trim()
  .min(1, "platform.form.required")
  .max(60, "platform.form.invalid")
  .refine((name) => !/[\p{Cc}\p{Cf}]/u.test(name), "platform.form.invalid");

export const NewRole = z.object({ name: Name, copyOf: z.guid("platform.form.invalid") });
export type NewRole = z.infer<typeof NewRole>;

/** Each right of a role: not at all, or whose rows it reaches. What is not posted is not given. */
export const RoleRights = z.object({
  intent: z.enum(["save", "reset"]).default("save"),
  name: Name.optional(),
  right: z.partialRecord(z.enum(permissions), z.enum(["none", "own", "team", "all"]), "platform.form.invalid").default({}),
});
export type RoleRights = z.infer<typeof RoleRights>;

/** Each right of a member: as his role has it, or otherwise. */
export const MemberRights = z.object({
  roleId: z.guid("platform.form.invalid"),
  right: z.partialRecord(z.enum(permissions), z.enum(["role", "none", "own", "team", "all"]), "platform.form.invalid").default({}),
});
export type MemberRights = z.infer<typeof MemberRights>;

/** Whether a right is chosen together with whose rows it reaches; the others of its noun follow it. */
export const choosesScope = (permission: Permission) => permission.endsWith(":read") && isScoped(nounOf(permission));

/** The rights that a posted form of a role gives. */
export const rightsFrom = (right: RoleRights["right"]): Rights =>
  settled(
    new Map(
      permissions.flatMap((permission) => {
        const scope = right[permission];
        return scope && scope !== "none" ? [[permission, scope] as [Permission, Scope]] : [];
      }),
    ),
  );

/** What a posted form gives to a member or takes from him, beside his role. */
export const grantsFrom = (right: MemberRights["right"]): Array<Grant & { permission: Permission }> =>
  permissions.flatMap((permission) => {
    const choice = right[permission] ?? "role";
    if (choice === "role") return [];
    return [{ permission, isGranted: choice !== "none", scope: choice === "none" ? "own" : choice }];
  });

/** Rights in one field: `noun:verb` with commas between, each with what it was set to behind a `=` where that is asked. */
const listed = z.string("platform.form.required").min(1, "platform.form.required").max(2000, "platform.form.invalid");
const days = z.coerce.number().pipe(z.literal(unusedWindows, "platform.form.invalid")).catch(usualWindow);

export const UnusedOfRole = z.object({
  intent: z.enum(["take", "give_back"], "platform.form.invalid"),
  days,
  rights: listed.transform((text) => text.split(",")).pipe(z.array(z.enum(permissions, "platform.form.invalid"))),
});
export const UnusedOfMember = z.object({
  intent: z.enum(["take", "give_back"], "platform.form.invalid"),
  days,
  rights: listed
    .transform((text) => text.split(",").map((one) => ({ permission: one.split("=")[0], choice: one.split("=")[1] ?? "role" })))
    .pipe(
      z.array(
        z.object({ permission: z.enum(permissions), choice: z.enum(["role", "none", "own", "team", "all"]) }),
        "platform.form.invalid",
      ),
    ),
});

/** The window that an address asks for; what it is not offered is the usual one. */
export const windowFrom = (params: URLSearchParams) => days.parse(params.get("days") ?? usualWindow);
