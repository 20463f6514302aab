import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { journeyCookie } from "~/domains/identity/security/outside-log-in.server";
import { AppError } from "~/platform/errors";
import { safeNext } from "~/platform/next-path";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { takeRates } from "~/platform/rates.server";
import { beginOutsideLogIn, isOutsideProvider } from "~/platform/vendors/open-id.server";

/** Sends a person to Google or Microsoft. `join`: whoever is logged in wants to log in that way from now on. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const joins = searchParams.has("join") ? (await requireSecondFactor(request)).userId : null;
  if (!isOutsideProvider(params.provider)) throw new AppError("identity.outside.unknown", { status: 404 });
  await takeRates({ "login.address": context.clientAddress });
  const begun = await beginOutsideLogIn(params.provider);
  if (!begun) throw new AppError("identity.outside.unknown", { status: 404 });
  const kept = await journeyCookie().keep({ ...begun.journey, next: safeNext(searchParams.get("next")), joins });
  return redirect(begun.address, { headers: { "Set-Cookie": kept } });
}
