import { type SetupServer, setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/** Setup files are read once a test file, in one process: what they share stands on the process. */
const shared = globalThis as typeof globalThis & { essorNetwork?: SetupServer };

/** The only way out of a test: a vendor nobody faked is an error, our own servers on the loopback are real. */
export const network = (shared.essorNetwork ??= setupServer());

const isOurs = (host: string) => host === "127.0.0.1" || host === "localhost" || host === "[::1]";

beforeAll(() => {
  network.listen({
    onUnhandledRequest(request, print) {
      if (!isOurs(new URL(request.url).hostname)) print.error();
    },
  });
  keepHeadersReal();
});
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/**
 * msw 2.15 replaces the global Headers and Request to remember how each header was spelled, and copies made of them then lose
 * headers (`new Headers(request.headers)` comes out empty). Nobody here asks for the spelling: its own undo is called at once.
 */
function keepHeadersReal() {
  const undo = Object.getOwnPropertySymbols(Headers).find((symbol) => symbol.description === "kRestorePatches");
  if (undo) (Headers as unknown as Record<symbol, () => void>)[undo]!();
}
