import { listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { closeDatabase } from "~/platform/db.server";
import { inCompany } from "~/platform/tenancy.server";
import { pageStatement, thirdPages, wantedStatuses } from "../list-walk";
import { loadWorld, timed } from "../load-world";
import type { Case } from "../run-case";

const turns = 10;

/** A filtered, sorted, later page among a hundred companies: as the product reads it in its company's transaction, against the owner's prepared statement. */
export default {
  name: "page of a company's list: as the product reads it",
  goals: [{ what: "p50", atMost: 4 }],
  async prepare(world) {
    const { owner, scopes, close } = await loadWorld(world);
    const places = await thirdPages(
      owner,
      scopes.map(({ companyId }) => companyId),
    );
    const each = (read: (at: number) => Promise<unknown>) =>
      timed(places.flatMap((_, at) => Array.from({ length: turns }, () => () => read(at))));
    return {
      limit: () =>
        each((at) => {
          const { companyId, leadScore, id } = places[at]!;
          return owner.query({ name: "page", text: pageStatement, values: [companyId, wantedStatuses, leadScore, id] });
        }),
      subject: () =>
        each((at) => {
          const { leadScore, id } = places[at]!;
          const cursor = { side: "after" as const, key: leadScore, id, place: 101 };
          return inCompany(scopes[at]!, (ctx) => listProspects(ctx, { filter: { status: wantedStatuses }, sort: "score", cursor }));
        }),
      close: async () => {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;
