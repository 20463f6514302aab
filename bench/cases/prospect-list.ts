import { listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { closeDatabase } from "~/platform/db.server";
import { inCompany } from "~/platform/tenancy.server";
import { prospectWorld } from "../prospect-world";
import type { Case } from "../run-case";

const statement = `
  SELECT p.id, p.organization_name, p.first_name, p.last_name, p.email, p.phone, p.city, p.department, p.status, p.lead_score, p.score_reasons -> 0, p.last_activity_at
  FROM prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL ORDER BY p.lead_score DESC, p.id DESC LIMIT 51`;

/** A page of the list, in its company's transaction under row security, against the same rows by a prepared statement of the owner. */
export default {
  name: "list of prospects: data under row security",
  goals: [{ what: "p50", atMost: 4 }],
  warmUps: 25,
  async prepare(world) {
    const { owner, scope, close } = await prospectWorld(world, "bench_list");
    const times = async (work: () => Promise<unknown>) => {
      const ms: Array<number> = [];
      for (let turn = 0; turn < 20; turn++) {
        const started = performance.now();
        await work();
        ms.push(performance.now() - started);
      }
      return { operations: ms.length, ms };
    };
    return {
      limit: () => times(() => owner.query({ name: "page", text: statement, values: [scope.companyId] })),
      subject: () => times(() => inCompany(scope, (ctx) => listProspects(ctx, { filter: {}, sort: "score", cursor: null }))),
      close: async () => {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;
