import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveLateAnswer } from "~/domains/prospecting/enrichment/receive-late-answer.server";

/** Answers that were promised for later come here. No cookie reaches this door; the signature of each call is its proof. */
export const action = ({ request }: ActionFunctionArgs) => receiveLateAnswer(request);
export const loader = ({ request }: LoaderFunctionArgs) => receiveLateAnswer(request);
