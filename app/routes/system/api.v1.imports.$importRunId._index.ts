import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { getSentImport } from "~/domains/prospecting/import/api/import-api.queries.server";
import { answerApi, json, refuseMethod } from "~/platform/answer-api.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/imports/{id}";

/** How far a list is, and what became of its lines. */
export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: "prospect:import", endpoint }, async (token) => {
    const importRunId = idFrom(args.params.importRunId);
    return json(await inCompany(token, (ctx) => getSentImport(ctx, importRunId)));
  });

export const action = (args: ActionFunctionArgs) =>
  answerApi(args, { permission: "prospect:import", endpoint }, async () => refuseMethod("GET"));
