import { serve } from "inngest/remix";
import { inngest } from "./client";
import { functions } from "./index";

const handler = serve({ client: inngest, functions });

/** Inngest's one door to the jobs: the route /api/inngest, and the embedded engine in this process. */
export const serveJobs = (request: Request): Promise<Response> => handler({ request });
