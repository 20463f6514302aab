import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { serveJobs } from "~inngest/serve";

/** The door of the job server. Every call bears a signature, which the SDK checks. */
export const loader = ({ request }: LoaderFunctionArgs) => serveJobs(request);
export const action = ({ request }: ActionFunctionArgs) => serveJobs(request);
