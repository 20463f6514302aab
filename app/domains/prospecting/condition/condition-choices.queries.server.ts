import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { RecordKind } from "./condition-fields.rules";
import type { ConditionChoices } from "./condition-words.rules";

/** What a condition can be made of beside Essor's own fields: those of the company, and its members, lists, campaigns and so on by name. */
export async function conditionChoices(ctx: CompanyCtx): Promise<ConditionChoices> {
  const rows = await ctx.db.$queryRaw<Array<{ kind: RecordKind; id: string; name: string }>>`
    (SELECT 'member' AS kind, u.id, coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) AS name
      FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.company_id = ${ctx.companyId}::uuid AND m.is_active ORDER BY 3 LIMIT 500)
    UNION ALL (SELECT 'importRun', r.id, r.file_name FROM import_runs r WHERE r.state IN ('running', 'completed') ORDER BY r.created_at DESC LIMIT 200)
    UNION ALL (SELECT 'product', p.id, p.name FROM products p ORDER BY p.name LIMIT 500)
    UNION ALL (SELECT 'industry', i.id, i.name FROM industries i ORDER BY i.name LIMIT 500)
    UNION ALL (SELECT 'companySize', s.id, s.range FROM company_sizes s ORDER BY s.display_order LIMIT 100)
    UNION ALL (SELECT 'campaign', c.id, c.name FROM campaigns c ORDER BY c.created_at DESC LIMIT 500)
    UNION ALL (SELECT 'segment', s.id, s.name FROM segments s WHERE s.is_active ORDER BY s.name LIMIT 500)`;
  const records: ConditionChoices["records"] = {};
  for (const { kind, id, name } of rows) (records[kind] ??= []).push({ id, name });
  return { custom: await listCustomFields(ctx, { entity: "prospect" }), records };
}
