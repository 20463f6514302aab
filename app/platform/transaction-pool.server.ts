import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** PostgreSQL settings that hold for one transaction: on whose behalf it runs, and how long a statement may take. */
export type TransactionSettings = Readonly<Record<string, string>>;

const opening = new AsyncLocalStorage<{ settings: TransactionSettings | null }>();

/** Runs `open`, whose first transaction starts with `settings`. Only the first: what it opens besides starts with none, and sees no rows. */
export const withTransactionSettings = <T>(settings: TransactionSettings, open: () => Promise<T>) => opening.run({ settings }, open);

/**
 * A pool whose transactions begin, learn their settings and ask their first question in one message: a message costs more than most
 * of what it says, and each waits for the one before. Nobody waits for BEGIN: a setting that PostgreSQL refuses leaves the transaction
 * aborted, nothing asked in it lands, and the first statement fails with the reason. It relies on Prisma's adapter beginning a transaction on a client of its own by the text
 * BEGIN; were that to change, no transaction would open at all.
 */
export class TransactionPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super({ ...config, pipeline: true } as pg.PoolConfig);
  }
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

type Ask = (statement: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
/** What a client writes to. Not in its types. */
type Written = { connection: { stream: { cork(): void; uncork(): void } } };

function beginWith(client: pg.PoolClient, settings: TransactionSettings) {
  const sets = Object.entries(settings).map(([name, value]) => `; SET LOCAL ${name} = ${pg.escapeLiteral(value)}`);
  const begin = async ({ text }: { text: string }) => {
    Reflect.deleteProperty(client, "query");
    if (text !== "BEGIN") throw new Error(`A transaction began with ${text.slice(0, 40)}, not with BEGIN`);
    const { stream } = (client as unknown as Written).connection;
    stream.cork();
    process.nextTick(() => stream.uncork()); // when everything that could be asked without an answer has been
    const begun = client.query(`BEGIN${sets.join("")}`);
    begun.catch(() => {}); // told by the first statement
    const first: Ask = async (statement) => {
      Reflect.deleteProperty(client, "query");
      const [opened, answered] = await Promise.allSettled([begun, client.query(statement)]);
      if (opened.status === "rejected") throw opened.reason;
      if (answered.status === "rejected") throw answered.reason;
      return answered.value;
    };
    Object.assign(client, { query: first });
    return { rows: [], fields: [], rowCount: 0 };
  };
  return Object.assign(client, { query: begin });
}
