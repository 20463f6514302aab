import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { ApiMerge } from "~/domains/prospecting/duplicate/merge.schema";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { getProspect } from "~/domains/prospecting/prospect/prospect.queries.server";
import { answerApi, json, readJson, refuseMethod } from "~/platform/answer-api.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/prospects/{id}/merge";

export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: "prospect:read", endpoint }, async () => refuseMethod("POST"));

/** Merges another prospect into this one. */
export const action = (args: ActionFunctionArgs) =>
  answerApi(args, { permission: "prospect:change", endpoint }, async (token) => {
    if (args.request.method !== "POST") return refuseMethod("POST");
    const oneId = idFrom(args.params.prospectId);
    const wanted = await readJson(args.request, ApiMerge);
    return json(
      await inCompany(token, async (ctx) => {
        const choices = Object.fromEntries(wanted.fields.map((field) => [field, "other" as const]));
        const { mergeId } = await mergeProspects(ctx, { oneId, otherId: wanted.with, winner: "one", choices });
        return { mergeId, prospect: await getProspect(ctx, oneId) };
      }),
    );
  });
