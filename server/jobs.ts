/** Something that runs beside the requests: the job engine, above all. */
export interface Companion {
  start: () => Promise<unknown>;
  /** Takes nothing new from the moment it is called; resolves when what runs has ended. */
  stop: () => Promise<unknown>;
}

/** Started in this order once the database has answered. */
const companions: Array<Companion> = [];

export async function startJobs() {
  for (const companion of companions) await companion.start();
}

export const stopJobs = () => Promise.all(companions.map((companion) => companion.stop()));
