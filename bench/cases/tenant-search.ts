import pg from "pg";
import { closeDatabase } from "~/platform/db.server";
import { inCompany } from "~/platform/tenancy.server";
import { actAs, loadWorld, timed } from "../load-world";
import type { Case } from "../run-case";

/** Typed without accents; the list has them. */
const terms = ["plouvezan", "quimerch", "selestat", "mendiralde", "bastidonne", "oyharzun", "sorgavera albi", "lindenrose colmar"];
const words = "app.prospect_words(p.first_name, p.last_name, p.organization_name, p.email, p.city, p.phone)";
const patterns = (term: string) => term.split(" ").map((word) => `%${word}%`);
/** The index is asked for the company and for the words: LIKE is written ~~ in plans. */
const takesWords = /Index Scan on prospects_words_idx[^]*?Index Cond: [^\n]*company_id = [^\n]* ~~ /;
const statement = (term: string) => `
  SELECT p.id FROM prospects p WHERE p.company_id = $1 AND p.deleted_at IS NULL AND ${patterns(term)
    .map((_, at) => `${words} LIKE $${at + 2}`)
    .join(" AND ")}
  ORDER BY p.lead_score DESC, p.id DESC LIMIT 50`;

/** A search without accents in the largest company among a hundred: a member's, through the function that leaves row security its index, against the owner's. */
export default {
  name: "search in a company's list among a hundred companies",
  goals: [{ what: "p50", atMost: 3 }],
  async prepare(world) {
    const { owner, scopes, superuserUrl, close } = await loadWorld(world);
    const scope = scopes[0]!;
    return {
      limit: () => timed(terms.map((term) => () => owner.query(statement(term), [scope.companyId, ...patterns(term)]))),
      subject: () =>
        timed(terms.map((term) => () => inCompany(scope, ({ db }) => db.$queryRaw`SELECT s.id FROM app.search_prospects(${term}, 50) s`))),
      counts: async () => {
        const plans = await plansOf(superuserUrl, scope.companyId);
        const without = plans.filter((plan) => !takesWords.test(plan));
        if (without[0] !== undefined) console.log(without[0]);
        return [
          { what: "searches whose plan was not seen", value: terms.length - plans.length, atMost: 0 },
          { what: "searches whose index does not take the words", value: without.length, atMost: 0 },
        ];
      },
      close: async () => {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;

/** The plans of the searches as they run inside the function, for the app role in its company. */
async function plansOf(superuserUrl: string, companyId: string): Promise<Array<string>> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const plans: Array<string> = [];
    await client.query("LOAD 'auto_explain'");
    for (const setting of ["log_min_duration = 0", "log_nested_statements = on", "log_level = 'notice'"])
      await client.query(`SET auto_explain.${setting}`);
    await client.query("SET ROLE app_rw");
    await actAs(client, companyId);
    client.on("notice", ({ message }) => {
      if (message?.includes("FROM public.prospects p")) plans.push(message);
    });
    for (const term of terms) await client.query("SELECT s.id FROM app.search_prospects($1, 50) s", [term]);
    return plans;
  } finally {
    await client.end();
  }
}
