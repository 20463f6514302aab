import { z } from "zod";
import { tokenRate } from "~/platform/token-gate.server";

export type Json = Record<string, unknown>;

/** A schema as JSON Schema. A value that is brought into its form by us may come as any text, or be emptied. */
export function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as Json;
  const { required: __, ...open } = described;
  const properties = Object.entries((described.properties ?? {}) as Record<string, Json>).map(([name, one]) => [
    name,
    !one.type && !one.enum && JSON.stringify(one.anyOf ?? []).match(/"type":"(string|number|array|object)"/) === null
      ? { type: ["string", "null"] }
      : one,
  ]);
  return { ...open, properties: Object.fromEntries(properties) };
}

export const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
export const refusals = {
  401: problem("No token, or one that opens nothing"),
  403: problem("The token lacks the right, or is not allowed from this address"),
  429: problem(`More than ${tokenRate.atMost} requests in ${tokenRate.windowSeconds} seconds; Retry-After says when to try again`),
};
export const answer = (ref: string) => ({ content: { "application/json": { schema: { $ref: `#/components/schemas/${ref}` } } } });
export const body = (ref: string) => ({ required: true, ...answer(ref) });

export const parametersOf = (schema: z.ZodObject) =>
  Object.entries(schemaOf(schema).properties as Json).map(([name, one]) => ({ name, in: "query", required: false, schema: one }));
