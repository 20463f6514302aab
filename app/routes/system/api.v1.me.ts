import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, json, refuseMethod } from "~/platform/answer-api.server";
import { inCompany } from "~/platform/tenancy.server";

const endpoint = "/api/v1/me";

/** Whom a token acts for, where, and what it may today. */
export const loader = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: null, endpoint }, async (token) => {
    const company = await inCompany(token, ({ db, companyId }) =>
      db.company.findUniqueOrThrow({ where: { id: companyId }, select: { id: true, name: true, timezone: true, language: true } }),
    );
    const rights = [...token.rights].map(([permission, scope]) => ({ permission, scope }));
    return json({ company, userId: token.actor.id, tokenId: token.apiTokenId, rights });
  });

export const action = (args: ActionFunctionArgs) => answerApi(args, { permission: null, endpoint }, async () => refuseMethod("GET"));
