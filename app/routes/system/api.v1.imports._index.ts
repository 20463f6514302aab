import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { getSentImport } from "~/domains/prospecting/import/api/import-api.queries.server";
import { ApiImport, ApiImportQuery, IdempotencyKey } from "~/domains/prospecting/import/api/import-api.schema";
import { rowsAsList } from "~/domains/prospecting/import/api/rows-as-list.rules";
import { type SentList, sendImport } from "~/domains/prospecting/import/api/send-import.server";
import { answerApi, fitting, json, readJson, readQuery, refuseMethod } from "~/platform/answer-api.server";
import { AppError } from "~/platform/errors";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/imports";

export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: "prospect:import", endpoint }, async () => refuseMethod("POST"));

/** A list comes in: rows as JSON, or a CSV as it is. Answered as soon as it is kept; a job reads it. */
export const action = (args: ActionFunctionArgs) =>
  answerApi(args, { permission: "prospect:import", endpoint }, async (token) => {
    const { request } = args;
    if (request.method !== "POST") return refuseMethod("POST");
    const given = request.headers.get("idempotency-key");
    const key = given === null ? undefined : fitting(IdempotencyKey, given, 400, "prospecting.import.key_invalid");
    const { importRunId, isNew } = await sendImport(token, { ...(await listOf(request)), key });
    const run = await inCompany(token, (ctx) => getSentImport(ctx, importRunId));
    return json(run, isNew ? 202 : 200, { location: `${endpoint}/${importRunId}`, ...(!isNew && { "idempotency-replayed": "true" }) });
  });

async function listOf(request: Request): Promise<SentList> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "application/json") {
    const { rows, ...about } = await readJson(request, ApiImport);
    const { text, dialect } = rowsAsList(rows);
    return { ...about, dialect, bytes: Readable.from([Buffer.from(text)]) };
  }
  if (type !== "text/csv") throw new AppError("prospecting.import.type_unknown", { status: 422 });
  const about = readQuery(new URL(request.url).searchParams, ApiImportQuery);
  return { ...about, bytes: request.body ? Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>) : Readable.from([]) };
}
