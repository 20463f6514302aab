import type pg from "pg";

const retryMs = 1000;

/**
 * Calls `wake` whenever another process kept an event or a run to do. A lost connection is opened again; meanwhile the poll serves.
 * Returns the way to end it.
 */
export function listenForWakes(pool: pg.Pool, wake: () => void, report: (what: string, error: unknown) => void) {
  let ended = false;
  let client: pg.PoolClient | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = async () => {
    try {
      const opened = await pool.connect();
      const lose = (error?: Error) => {
        if (client !== opened) return;
        client = undefined;
        opened.release(true);
        if (!ended) again(error);
      };
      if (ended) return opened.release();
      client = opened;
      opened.on("notification", wake);
      opened.on("error", lose);
      opened.on("end", lose);
      await opened.query("listen jobs_wake");
      wake();
    } catch (error) {
      client?.release(true);
      client = undefined;
      if (!ended) again(error);
    }
  };
  const again = (error: unknown) => {
    report("jobs.listen", error ?? new Error("The connection ended"));
    timer = setTimeout(() => void open(), retryMs);
  };

  const opening = open();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await opening;
    const last = client;
    client = undefined;
    last?.release(true); // a connection that listened must not go back to the others
  };
}
