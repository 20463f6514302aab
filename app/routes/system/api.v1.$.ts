import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi } from "~/platform/answer-api.server";
import { AppError } from "~/platform/errors";

/** Whatever else is asked of the API: nothing is there, said as a problem. */
const nothing = (args: LoaderFunctionArgs) =>
  answerApi(args, { permission: null, endpoint: "/api/v1/*" }, async () => {
    throw new AppError("identity.api.unknown", { status: 404 });
  });
export const loader = nothing;
export const action = nothing;
