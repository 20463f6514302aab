import { closeDatabase } from "~/platform/db.server";
import { pageStatement, thirdPages, wantedStatuses } from "../list-walk";
import { actAs, loadWorld, timed } from "../load-world";
import type { Case } from "../run-case";

const turns = 20;

/** What row security alone costs a page of the list among a hundred companies: one statement, prepared, by the app role and by the owner. */
export default {
  name: "page of a company's list: under row security against without",
  goals: [{ what: "p50", atMost: 4 }],
  async prepare(world) {
    const { owner, app, scopes, close } = await loadWorld(world);
    const places = await thirdPages(
      owner,
      scopes.map(({ companyId }) => companyId),
    );
    const pages = (client: typeof owner) =>
      places.flatMap(({ companyId, leadScore, id }) =>
        Array.from(
          { length: turns },
          () => () => client.query({ name: "page", text: pageStatement, values: [companyId, wantedStatuses, leadScore, id] }),
        ),
      );
    return {
      limit: () => timed(pages(owner)),
      async subject() {
        const ms: Array<number> = [];
        for (const [at, { companyId }] of places.entries()) {
          await actAs(app, companyId);
          ms.push(...(await timed(pages(app).slice(at * turns, (at + 1) * turns))).ms);
        }
        return { operations: ms.length, ms };
      },
      counts: async () => [{ what: "plans that read the whole table", value: await unplanned(owner, places), atMost: 0 }],
      close: async () => {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;

/** How many of the pages are read from the table of all companies rather than from an index of their own. */
async function unplanned(owner: Awaited<ReturnType<typeof loadWorld>>["owner"], places: Awaited<ReturnType<typeof thirdPages>>) {
  let count = 0;
  for (const { companyId, leadScore, id } of places) {
    const { rows } = await owner.query<{ "QUERY PLAN": string }>(`EXPLAIN ${pageStatement}`, [companyId, wantedStatuses, leadScore, id]);
    if (rows.some((row) => /Seq Scan/.test(row["QUERY PLAN"]))) count++;
  }
  return count;
}
