import type { InngestFunction } from "inngest";
import { startTestEngine, type TestEngineOptions } from "~inngest/engine/testing";
import { inngest } from "~inngest/client";

/** An engine with a virtual clock that runs these jobs of the product until `work` ends. */
export async function withJobs<T>(
  functions: Array<InngestFunction.Any>,
  work: (jobs: Awaited<ReturnType<typeof startTestEngine>>) => Promise<T>,
  options: Partial<TestEngineOptions> = {},
): Promise<T> {
  const jobs = await startTestEngine({ connectionString: process.env.DATABASE_URL!, client: inngest, functions, ...options });
  try {
    return await work(jobs);
  } finally {
    await jobs.close();
  }
}

/** Lets each step's first answer get lost after the step has run, as if the process had died before it could tell. */
export function losingFirstAnswers() {
  const lost = new Set<string>();
  return async (request: Request, handler: (request: Request) => Promise<Response>): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const body = await request.clone().text();
    const answer = await handler(request);
    const told = await answer.clone().text();
    const key = `${pathname}${search} ${/"run_id":"(\w+)"/.exec(body)?.[1]} ${/"displayName":"([^"]+)"/.exec(told)?.[1] ?? "end"}`;
    if (request.method === "POST" && told.includes('"StepRun"') && !lost.has(key)) {
      lost.add(key);
      throw new Error("the answer was lost");
    }
    return answer;
  };
}
