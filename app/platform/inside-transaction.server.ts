import { AsyncLocalStorage } from "node:async_hooks";

const open = new AsyncLocalStorage<true>();

/** Marks the calls made while a transaction is open, so that vendors can refuse to be called there. */
export const insideTransaction = {
  run: <T>(work: () => Promise<T>) => open.run(true, work),
  isOn: () => open.getStore() === true,
};

/** @throws Error when called inside a transaction: a vendor's delay would hold its locks. */
export function refuseInsideTransaction(what: string) {
  if (insideTransaction.isOn()) throw new Error(`${what} was called inside a company transaction`);
}
