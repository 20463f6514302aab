import { useTransport } from "~inngest/client";

/** Takes the facts of a test that starts no engine: they are in the store all the same, where a test can read them. */
export const takeFacts = async (request: Request) => {
  const events = [await request.json()].flat() as Array<{ id?: string }>;
  return Response.json({ ids: events.map(({ id }, at) => id ?? String(at)), status: 200 });
};

useTransport(takeFacts);
