import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveMailWebhook } from "~/domains/outreach/webhook/receive-mail-webhook.server";

/** The mail provider calls here. No cookie reaches this door; its password is its proof. */
export const action = ({ request }: ActionFunctionArgs) => receiveMailWebhook(request);
export const loader = ({ request }: LoaderFunctionArgs) => receiveMailWebhook(request);
