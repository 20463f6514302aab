import { publicOrigin } from "~/platform/env.server";
import { describeImports } from "../import/api/describe-imports.server";
import { ApiImport } from "../import/api/import-api.schema";
import { ApiMerge } from "../duplicate/merge.schema";
import { answer, body, type Json, parametersOf, problem, refusals, schemaOf } from "./open-api.server";
import { ApiListQuery, ApiProspectChange, ApiProspectInput } from "./prospect-api.schema";
import { ProspectFilter } from "./prospect-filter.schema";

const record: Json = {
  ...schemaOf(ApiProspectInput),
  description: "A prospect with all that is known of it",
  additionalProperties: true,
};

/** The API as OpenAPI 3.1, made of the very schemas that read its requests. */
export const describeApi = (): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Essor",
    version: "1",
    description: "A token acts in its creator's name, with the rights it was left, within the rows he reaches.",
  },
  servers: [{ url: `${publicOrigin()}/api/v1` }],
  security: [{ token: [] }],
  paths: {
    "/me": {
      get: {
        summary: "Whom the token acts for, and what it may",
        responses: { 200: { description: "The token", content: { "application/json": { schema: { type: "object" } } } }, ...refusals },
      },
    },
    "/prospects": {
      get: {
        summary: "A page of prospects",
        description: "Right: prospect:read. Follow `next` until it is null.",
        parameters: [...parametersOf(ApiListQuery), ...parametersOf(ProspectFilter)],
        responses: { 200: { description: "A page", ...answer("Page") }, 400: problem("The parameters do not fit"), ...refusals },
      },
      post: {
        summary: "A new prospect",
        description: "Right: prospect:change.",
        requestBody: body("ProspectInput"),
        responses: {
          201: { description: "Created", ...answer("Prospect") },
          400: problem("No JSON object"),
          409: problem("Known already"),
          422: problem("Values that do not fit"),
          ...refusals,
        },
      },
    },
    "/prospects/{id}/merge": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
      post: {
        summary: "Merge another prospect into this one",
        description:
          "Right: prospect:change. The one of the address stays; everything of `with` moves to it. `fields` names those of which the other one's value is kept. The product can undo it for 30 days.",
        requestBody: body("Merge"),
        responses: {
          200: {
            description: "Merged: the id of the merge, and the prospect as it is now",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { mergeId: { type: "string", format: "uuid" }, prospect: { $ref: "#/components/schemas/Prospect" } },
                },
              },
            },
          },
          404: problem("No such prospect"),
          422: problem("Values that do not fit"),
          ...refusals,
        },
      },
    },
    "/prospects/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
      get: {
        summary: "One prospect",
        description: "Right: prospect:read.",
        responses: { 200: { description: "The prospect", ...answer("Prospect") }, 404: problem("No such prospect"), ...refusals },
      },
      patch: {
        summary: "Change some fields",
        description: "Right: prospect:change. null empties a field, an absent one stays.",
        requestBody: body("ProspectChange"),
        responses: {
          200: { description: "Changed", ...answer("Prospect") },
          404: problem("No such prospect"),
          409: problem("Known already"),
          422: problem("Values that do not fit"),
          ...refusals,
        },
      },
    },
    ...describeImports(),
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "essor_live_…" } },
    schemas: {
      ProspectInput: schemaOf(ApiProspectInput),
      ProspectChange: schemaOf(ApiProspectChange),
      Merge: schemaOf(ApiMerge),
      Import: schemaOf(ApiImport),
      Prospect: { ...record, properties: { id: { type: "string", format: "uuid" }, ...(record.properties as Json) } },
      Page: {
        type: "object",
        properties: { data: { type: "array", items: { $ref: "#/components/schemas/Prospect" } }, next: { type: ["string", "null"] } },
        required: ["data", "next"],
      },
      Problem: {
        type: "object",
        properties: {
          type: { type: "string" },
          title: { type: "string" },
          status: { type: "integer" },
          code: { type: "string" },
          instance: { type: "string" },
          errors: {
            type: "array",
            items: { type: "object", properties: { pointer: { type: "string" }, code: { type: "string" }, detail: { type: "string" } } },
          },
        },
        required: ["type", "title", "status", "code"],
      },
    },
  },
});
