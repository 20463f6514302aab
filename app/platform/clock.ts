let read = () => new Date();

/** The present, everywhere but in SQL. Tests and rehearsals set another one. */
export const now = () => read();

/** Replaces the clock; called without a reader it gives the real one back. */
export function setClock(reader: () => Date = () => new Date()) {
  read = reader;
}
