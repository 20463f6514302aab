import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { closeSession } from "~/platform/session.server";

export async function action({ request }: ActionFunctionArgs) {
  return redirect("/login", { headers: { "Set-Cookie": await closeSession(request) } });
}

export const loader = () => redirect("/");
