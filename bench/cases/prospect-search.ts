import { closeDatabase } from "~/platform/db.server";
import { inCompany } from "~/platform/tenancy.server";
import { prospectWorld } from "../prospect-world";
import type { Case } from "../run-case";

const terms = ["kervezan", "quimerch", "strasbourg", "mendiralde", "bastidonne", "oyharzun", "sorgavera albi", "lindenrose colmar"];
const statement = `
  SELECT p.id FROM prospects p
  WHERE p.company_id = $1 AND p.deleted_at IS NULL AND app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone) LIKE ALL ($2)
  ORDER BY p.lead_score DESC, p.id DESC LIMIT 50`;

/** A search by a member, through the function that row security leaves its index, against the same search by the tables' owner. */
export default {
  name: "search of prospects under the app role",
  goals: [{ what: "p50", atMost: 3 }],
  async prepare(world) {
    const { owner, scope, close } = await prospectWorld(world, "bench_search");
    const times = async (search: (term: string) => Promise<unknown>) => {
      const ms: Array<number> = [];
      for (const term of terms) {
        const started = performance.now();
        await search(term);
        ms.push(performance.now() - started);
      }
      return { operations: ms.length, ms };
    };
    const patterns = (term: string) => term.split(" ").map((word) => `%${word}%`);
    return {
      limit: () =>
        times((term) =>
          owner.query(
            statement.replace(
              "LIKE ALL ($2)",
              patterns(term)
                .map((_, at) => `LIKE $${at + 2}`)
                .join(` AND app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone) `),
            ),
            [scope.companyId, ...patterns(term)],
          ),
        ),
      subject: () => times((term) => inCompany(scope, ({ db }) => db.$queryRaw`SELECT s.id FROM app.search_prospects(${term}, 50) s`)),
      close: async () => {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;
