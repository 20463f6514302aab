import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { outFile } from "~/domains/privacy/request/out-file.server";
import { takeFileByLink } from "~/domains/privacy/request/take-file.server";
import { takeRates } from "~/platform/rates.server";

/** The file behind a link, once. */
export async function action({ params, context }: ActionFunctionArgs) {
  await takeRates({ "privacy.address": context.clientAddress ?? "" });
  const file = await takeFileByLink(params.token!);
  return file ? outFile(file) : redirect(`/privacy-file/${encodeURIComponent(params.token!)}`);
}
