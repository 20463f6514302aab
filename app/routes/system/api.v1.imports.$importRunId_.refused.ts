import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { listRefused } from "~/domains/prospecting/import/api/import-api.queries.server";
import { ApiRefusedQuery } from "~/domains/prospecting/import/api/import-api.schema";
import { lineCodeKey } from "~/domains/prospecting/import/line/line-codes.rules";
import { answerApi, json, readQuery, refuseMethod } from "~/platform/answer-api.server";
import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/imports/{id}/refused";

/** The lines that were not let in, each with why. */
export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: "prospect:import", endpoint }, async (token) => {
    const importRunId = idFrom(args.params.importRunId);
    const query = readQuery(new URL(args.request.url).searchParams, ApiRefusedQuery);
    const { lines, ...page } = await inCompany(token, (ctx) => listRefused(ctx, { importRunId, ...query }));
    const wanted = args.request.headers.get("accept-language")?.slice(0, 2).toLowerCase();
    const t = (await voiceFor(isLanguage(wanted) ? wanted : "en", ["prospecting"])).getFixedT(null, "prospecting");
    return json({ ...page, data: lines.map((line) => ({ ...line, detail: t(lineCodeKey(line.code)) })) });
  });

export const action = (args: ActionFunctionArgs) =>
  answerApi(args, { permission: "prospect:import", endpoint }, async () => refuseMethod("GET"));
