import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { ApiProspectChange } from "~/domains/prospecting/prospect/prospect-api.schema";
import { getProspect } from "~/domains/prospecting/prospect/prospect.queries.server";
import { answerApi, json, readJson, refuseMethod } from "~/platform/answer-api.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/prospects/{id}";

export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: "prospect:read", endpoint }, async (token) => {
    const id = idFrom(args.params.prospectId);
    return json(found(await inCompany(token, (ctx) => getProspect(ctx, id))));
  });

/** Changes what is given; null empties, what is absent stays. */
export const action = (args: ActionFunctionArgs) =>
  answerApi(args, { permission: "prospect:change", endpoint }, async (token) => {
    if (args.request.method !== "PATCH") return refuseMethod("GET, PATCH");
    const id = idFrom(args.params.prospectId);
    const change = await readJson(args.request, ApiProspectChange);
    return json(
      await inCompany(token, async (ctx) => {
        await changeProspect(ctx, id, change);
        return getProspect(ctx, id);
      }),
    );
  });
