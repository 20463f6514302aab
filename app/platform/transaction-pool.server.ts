import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** PostgreSQL settings that hold for one transaction: on whose behalf it runs, and how long a statement may take. */
export type TransactionSettings = Readonly<Record<string, string>>;

const opening = new AsyncLocalStorage<{ settings: TransactionSettings | null }>();

/** Runs `open`, whose first transaction starts with `settings`. Only the first: what it opens besides starts with none, and sees no rows. */
export const withTransactionSettings = <T>(settings: TransactionSettings, open: () => Promise<T>) => opening.run({ settings }, open);

/**
 * A pool whose transactions get their settings in the very message that begins them: one round trip less in each loader, action and
 * step. It relies on Prisma's adapter beginning a transaction on a client of its own by the text BEGIN; were that to change, no
 * transaction would open at all.
 */
export class TransactionPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(done: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(done?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | void {
    if (done) return super.connect(done); // a single statement outside any transaction
    const asked = opening.getStore();
    return super.connect().then((client) => {
      if (!asked?.settings) return client;
      const { settings } = asked;
      asked.settings = null;
      return beginWith(client, settings);
    });
  }
}

function beginWith(client: pg.PoolClient, settings: TransactionSettings) {
  const sets = Object.entries(settings).map(([name, value]) => `; SET LOCAL ${name} = ${pg.escapeLiteral(value)}`);
  const first = (statement: { text: string }) => {
    Reflect.deleteProperty(client, "query");
    if (statement.text !== "BEGIN") throw new Error(`A transaction began with ${statement.text.slice(0, 40)}, not with BEGIN`);
    return client.query({ ...statement, text: `BEGIN${sets.join("")}` });
  };
  return Object.assign(client, { query: first });
}
