import { data } from "@remix-run/node";
import type { ServerBuild } from "@remix-run/server-runtime";
import { nameFields } from "~/platform/database/name-fields.server";
import { AppError } from "~/platform/errors";

type Route = ServerBuild["routes"][string];
type Handler = NonNullable<Route["module"]["loader"]>;

/**
 * An AppError that a loader or an action throws is an answer, not an accident: it reaches the error page with its status
 * and its code, and is not logged as a failure.
 */
export function withRefusals(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      const { loader, action } = route.module;
      return [
        id,
        {
          ...route,
          module: { ...route.module, ...(loader && { loader: answering(loader) }), ...(action && { action: answering(action) }) },
        },
      ];
    }),
  );
  return { ...build, routes };
}

const answering =
  (handler: Handler): Handler =>
  async (args) => {
    try {
      return await handler(args);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const values = await nameFields(args.request, { code: error.code, values: error.detail.values });
      throw data({ code: error.code, values }, { status: error.detail.status ?? 409 });
    }
  };
