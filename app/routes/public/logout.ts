import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { safeNext } from "~/platform/next-path";
import { closeSession } from "~/platform/session.server";

/** Ends the log-in, whatever else was sent; `next` is a page of ours that the next person is to see. */
export async function action({ request }: ActionFunctionArgs) {
  const next = await request
    .clone()
    .formData()
    .then(
      (form) => form.get("next"),
      () => null,
    );
  return redirect(next ? safeNext(next) : "/login", { headers: { "Set-Cookie": await closeSession(request) } });
}

export const loader = () => redirect("/");
