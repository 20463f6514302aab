import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectFilter } from "../prospect/prospect-filter.schema";
import { compilingFor } from "../prospect/prospect-where.server";
import { compileTest, fieldExpression } from "./compile-condition.server";
import { type Condition, isGroup, partsOf, testsOf } from "./condition.schema";
import type { Explanation } from "./explanation.rules";
import { questionsOf } from "./filter-questions.rules";

/**
 * Why a prospect meets a filter or does not: each of its questions answered, in the shape of its groups. One statement, made by the
 * compiler that the list itself uses. @returns null for somebody who is not there (any more); `search`: whether the words are found
 */
export async function explainFilter(
  ctx: CompanyCtx,
  { filter, prospectId }: { filter: ProspectFilter; prospectId: string },
): Promise<{ holds: boolean; search: boolean | null; questions: Explanation | null } | null> {
  const tree = questionsOf(filter);
  const tests = tree ? testsOf(tree) : [];
  const compiling = await compilingFor(ctx, filter);
  const holds = tests.map((test) => compileTest(test, compiling));
  const has = tests.map(({ field }) => heldIn(field));
  const search =
    filter.q === undefined
      ? Prisma.sql`NULL::boolean`
      : Prisma.sql`p.id IN (SELECT s.id FROM app.search_prospects(${filter.q}, 10000000) s)`;
  const [row] = await ctx.db.$queryRaw<Array<{ holds: Array<boolean>; has: Array<string | null>; search: boolean | null }>>`
    SELECT ${search} AS search, ARRAY[${Prisma.join([...holds, Prisma.sql`true`])}]::boolean[] AS holds, ARRAY[${Prisma.join([...has, Prisma.sql`NULL`])}]::text[] AS has
    FROM prospects p WHERE p.id = ${prospectId}::uuid AND p.deleted_at IS NULL`;
  if (!row) return null;
  let at = 0;
  const answer = (condition: Condition): Explanation => {
    if (!isGroup(condition)) {
      const place = at++;
      return { test: condition, holds: row.holds[place]!, has: row.has[place] ?? null };
    }
    const parts = partsOf(condition).map(answer);
    return "all" in condition
      ? { all: parts, holds: parts.every((part) => part.holds) }
      : { any: parts, holds: parts.some((part) => part.holds) };
  };
  const questions = tree && answer(tree);
  return { holds: (questions?.holds ?? true) && row.search !== false, search: row.search, questions };
}

/** What a record holds in a field, as text; nothing for what is a tie to other rows. */
function heldIn(field: string): Prisma.Sql {
  const expression = fieldExpression(field);
  if (!expression) return Prisma.sql`NULL`;
  const { kind, sql } = expression;
  if (kind === "tags") return Prisma.sql`array_to_string(${sql}, ', ')`;
  return kind === "moment" ? Prisma.sql`to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD')` : Prisma.sql`(${sql})::text`;
}
