import { body, type Json, parametersOf, problem, refusals } from "../../prospect/open-api.server";
import { ApiImportQuery, ApiRefusedQuery } from "./import-api.schema";

const id = { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } };
const anObject = { content: { "application/json": { schema: { type: "object", additionalProperties: true } } } };
const key = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "A key of your own. Sent again with the same list, it answers with the import there is; with another list, 409.",
  schema: { type: "string", maxLength: 100 },
};

/** The doors by which lists come in, as OpenAPI. */
export const describeImports = (): Json => ({
  "/imports": {
    post: {
      summary: "Import a list",
      description:
        "Right: prospect:import. Rows as JSON, or the CSV itself with what is said of it in the query. The list follows the rules of those imported by hand: columns as confirmed for the same header, duplicates, source and legal basis. The answer comes as soon as the list is kept; ask for the import to know how far it is.",
      parameters: [key, ...parametersOf(ApiImportQuery).map((one) => ({ ...one, description: "Of a CSV" }))],
      requestBody: {
        required: true,
        content: { ...body("Import").content, "text/csv": { schema: { type: "string" } } },
      },
      responses: {
        202: { description: "Kept, and being read: the import", ...anObject },
        200: { description: "Sent before under this key: the import there is", ...anObject },
        400: problem("No JSON object, parameters or a key that do not fit"),
        409: problem("The key was used for another list"),
        413: { description: "More bytes than the door lets in" },
        422: problem("A list that cannot be read"),
        ...refusals,
      },
    },
  },
  "/imports/{id}": {
    parameters: [id],
    get: {
      summary: "One import: its state and counts",
      description: "Right: prospect:import.",
      responses: { 200: { description: "The import", ...anObject }, 404: problem("No such import"), ...refusals },
    },
  },
  "/imports/{id}/refused": {
    parameters: [id],
    get: {
      summary: "A page of the lines that were not let in, and why",
      description: "Right: prospect:import. Follow `next` by `after` until it is null.",
      parameters: parametersOf(ApiRefusedQuery),
      responses: { 200: { description: "The lines", ...anObject }, 404: problem("No such import"), ...refusals },
    },
  },
});
