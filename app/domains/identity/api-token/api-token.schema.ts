import { z } from "zod";
import { isPermission, type Permission } from "~/platform/permissions";

export const expiries = ["30", "90", "365", "never"] as const;
/** What the API has doors for: a token is given no right that nothing asks for. */
export const apiScopes = ["prospect:read", "prospect:change"] as const satisfies ReadonlyArray<Permission>;

const oneOrMany = (value: unknown) => (value === undefined || value === "" ? [] : [value].flat());
const address = /^(?:(?:\d{1,3}\.){3}\d{1,3}(?:\/(?:\d|[12]\d|3[0-2]))?|[0-9a-f:]*:[0-9a-f:.]*(?:\/\d{1,3})?)$/i;

export const CreateApiToken = z.object({
  name: z
    .string("identity.api_token.name_invalid")
    .trim()
    .min(1, "identity.api_token.name_invalid")
    .max(100, "identity.api_token.name_invalid"),
  scopes: z.preprocess(
    oneOrMany,
    z
      .array(z.string().refine(isPermission))
      .min(1, "identity.api_token.scopes_missing")
      .max(100)
      .transform((list) => [...new Set(list)] as Array<Permission>),
  ),
  expiry: z.enum(expiries).default("90"),
  allowedAddresses: z.preprocess(
    (text) => (typeof text === "string" ? text.split(/[\s,;]+/).filter(Boolean) : (text ?? [])),
    z.array(z.string().regex(address, "identity.api_token.address_invalid")).max(50, "identity.api_token.address_invalid"),
  ),
});
export type CreateApiToken = z.output<typeof CreateApiToken>;
