import { type SetupServer, setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/** Setup files are read once a test file, in one process: what they share stands on the process. */
const shared = globalThis as typeof globalThis & { essorNetwork?: SetupServer };

/** The only way out of a test: a vendor nobody faked is an error, our own servers on the loopback are real. */
export const network = (shared.essorNetwork ??= setupServer());

const isOurs = (host: string) => host === "127.0.0.1" || host === "localhost" || host === "[::1]";

beforeAll(() =>
  network.listen({
    onUnhandledRequest(request, print) {
      if (!isOurs(new URL(request.url).hostname)) print.error();
    },
  }),
);
afterEach(() => network.resetHandlers());
afterAll(() => network.close());
