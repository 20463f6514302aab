import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { scoreStretch } from "./score-prospects.server";

/** Stretches of one step of a job: some seconds. */
const atOnce = 10;

/**
 * Scores on through a company's prospects, a transaction a stretch: a step that is repeated computes the same again and writes nothing.
 * @returns where to go on; null when all are done
 */
export async function rescoreForAWhile(
  company: CompanyScope,
  { after, aging = false, withTasks = true }: { after: string | null; aging?: boolean; withTasks?: boolean },
): Promise<{ changed: number; after: string | null }> {
  let changed = 0;
  let place = after;
  for (let stretch = 0; stretch < atOnce; stretch++) {
    const done = await inCompany(company, (ctx) => scoreStretch(ctx, { after: place, aging, withTasks }));
    changed += done.changed;
    place = done.after;
    if (place === null) break;
  }
  return { changed, after: place };
}
