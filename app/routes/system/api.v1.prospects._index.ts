import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { ApiListQuery, ApiProspectInput } from "~/domains/prospecting/prospect/prospect-api.schema";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { readCursor, writeCursor } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { getProspect, listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { answerApi, fitting, json, readJson, readQuery, refuseMethod } from "~/platform/answer-api.server";
import { AppError } from "~/platform/errors";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/prospects";

/** A page of prospects by keyset, under the filters of the list. */
export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: "prospect:read", endpoint }, async (token) => {
    const search = new URL(args.request.url).searchParams;
    const { sort, limit, cursor } = readQuery(search, ApiListQuery);
    const at = cursor === undefined ? null : readCursor(Buffer.from(cursor, "base64url").toString("utf8"), sort);
    if (cursor !== undefined && !at) throw new AppError("identity.api.query_invalid", { status: 422, field: "cursor" });
    const page = await inCompany(token, (ctx) => listProspects(ctx, { filter: filterFromUrl(search), sort, cursor: at, take: limit }));
    return json({
      data: page.rows.map(({ firstReason: _, ...row }) => row),
      next: page.next ? Buffer.from(writeCursor(page.next)).toString("base64url") : null,
    });
  });

export const action = (args: ActionFunctionArgs) =>
  answerApi(args, { permission: "prospect:change", endpoint }, async (token) => {
    if (args.request.method !== "POST") return refuseMethod("GET, POST");
    const input = fitting(ProspectInput, await readJson(args.request, ApiProspectInput), 422, "identity.api.invalid");
    const prospect = await inCompany(token, async (ctx) => {
      const { prospectId } = await createProspect(ctx, input, { source: "api" });
      return getProspect(ctx, prospectId);
    });
    return json(prospect, 201, { location: `${endpoint}/${prospect!.id}` });
  });
