import { Prisma } from "~/generated/prisma/client";
import { customKeyOf, isOwnField, type Operator, type OwnField } from "./condition-fields.rules";
import { emailStateSql } from "../email-check/email-state.server";
import { type Condition, isGroup, partsOf, type Test, type TestValue } from "./condition.schema";

/** What a condition is compiled with: the moment that "in the last 7 days" counts from, and the condition each segment stands for. */
export interface Compiling {
  now: Date;
  segment: (id: string) => Prisma.Sql;
}

type Kind = "text" | "number" | "day" | "moment" | "choice" | "tags" | "boolean" | "record" | "exists";

const sentBy = Prisma.sql`FROM messages m WHERE m.company_id = p.company_id AND m.prospect_id = p.id`;
const openTasks = Prisma.sql`FROM tasks k WHERE k.company_id = p.company_id AND k.prospect_id = p.id AND k.status IN ('pending', 'in_progress')`;

/** Each field as an expression on alias `p` of prospects. `exists`: the rows that tie a prospect to others, open at their end. */
const expressions: Record<Exclude<OwnField, "segment">, { kind: Kind; sql: Prisma.Sql; cast?: string }> = {
  organizationName: { kind: "text", sql: Prisma.sql`p.organization_name` },
  firstName: { kind: "text", sql: Prisma.sql`p.first_name` },
  lastName: { kind: "text", sql: Prisma.sql`p.last_name` },
  jobTitle: { kind: "text", sql: Prisma.sql`p.job_title` },
  email: { kind: "text", sql: Prisma.sql`p.email` },
  emailState: { kind: "choice", sql: emailStateSql, cast: "text" },
  phone: { kind: "text", sql: Prisma.sql`p.phone` },
  mobile: { kind: "text", sql: Prisma.sql`p.mobile` },
  siret: { kind: "text", sql: Prisma.sql`p.siret` },
  websiteUrl: { kind: "text", sql: Prisma.sql`p.website_url` },
  linkedinUrl: { kind: "text", sql: Prisma.sql`p.linkedin_url` },
  language: { kind: "text", sql: Prisma.sql`p.language` },
  decisionPower: { kind: "choice", sql: Prisma.sql`p.decision_power`, cast: "decision_power" },
  agencyType: { kind: "choice", sql: Prisma.sql`p.agency_type`, cast: "agency_type" },
  industry: { kind: "record", sql: Prisma.sql`p.industry_id` },
  companySize: { kind: "record", sql: Prisma.sql`p.company_size_id` },
  street: { kind: "text", sql: Prisma.sql`p.street` },
  postalCode: { kind: "text", sql: Prisma.sql`p.postal_code` },
  city: { kind: "text", sql: Prisma.sql`p.city` },
  department: { kind: "text", sql: Prisma.sql`p.department` },
  countryCode: { kind: "text", sql: Prisma.sql`p.country_code` },
  status: { kind: "choice", sql: Prisma.sql`p.status`, cast: "prospect_status" },
  tags: { kind: "tags", sql: Prisma.sql`p.tags` },
  source: { kind: "choice", sql: Prisma.sql`p.source`, cast: "prospect_source" },
  sourceDetail: { kind: "text", sql: Prisma.sql`p.source_detail` },
  legalBasis: { kind: "choice", sql: Prisma.sql`p.legal_basis`, cast: "legal_basis" },
  assignedTo: { kind: "record", sql: Prisma.sql`p.assigned_to_id` },
  product: { kind: "record", sql: Prisma.sql`p.product_id` },
  notes: { kind: "text", sql: Prisma.sql`p.notes` },
  hasWebsite: { kind: "boolean", sql: Prisma.sql`p.has_website` },
  leadScore: { kind: "number", sql: Prisma.sql`p.lead_score` },
  fitScore: { kind: "number", sql: Prisma.sql`p.fit_score` },
  intentScore: { kind: "number", sql: Prisma.sql`p.intent_score` },
  engagementScore: { kind: "number", sql: Prisma.sql`p.engagement_score` },
  budgetScore: { kind: "number", sql: Prisma.sql`p.budget_score` },
  aiScore: { kind: "number", sql: Prisma.sql`p.ai_score` },
  bantScore: { kind: "number", sql: Prisma.sql`p.bant_score` },
  digitalMaturityScore: { kind: "number", sql: Prisma.sql`p.digital_maturity_score` },
  estimatedBudgetAmount: { kind: "number", sql: Prisma.sql`p.estimated_budget_amount` },
  createdAt: { kind: "moment", sql: Prisma.sql`p.created_at` },
  updatedAt: { kind: "moment", sql: Prisma.sql`p.updated_at` },
  lastContactedAt: { kind: "moment", sql: Prisma.sql`p.last_contacted_at` },
  lastActivityAt: { kind: "moment", sql: Prisma.sql`p.last_activity_at` },
  importRun: { kind: "record", sql: Prisma.sql`p.import_run_id` },
  "campaign.member": {
    kind: "exists",
    sql: Prisma.sql`SELECT 1 FROM campaign_recipients r WHERE r.company_id = p.company_id AND r.prospect_id = p.id AND r.campaign_id`,
  },
  "message.sentCount": { kind: "number", sql: Prisma.sql`(SELECT count(*) ${sentBy} AND m.sent_at IS NOT NULL)` },
  "message.repliedAt": { kind: "moment", sql: Prisma.sql`(SELECT max(m.replied_at) ${sentBy})` },
  "message.clickedAt": { kind: "moment", sql: Prisma.sql`(SELECT max(m.clicked_at) ${sentBy})` },
  "task.openCount": { kind: "number", sql: Prisma.sql`(SELECT count(*) ${openTasks})` },
  "task.nextDue": { kind: "day", sql: Prisma.sql`(SELECT min(k.due_date)::text ${openTasks})` },
  "enrichment.lastAt": {
    kind: "moment",
    sql: Prisma.sql`(SELECT max(e.updated_at) FROM enrichments e WHERE e.company_id = p.company_id AND e.prospect_id = p.id AND e.status = 'completed')`,
  },
  "market.signal": {
    kind: "choice",
    sql: Prisma.sql`(SELECT s.kind FROM market_signals s WHERE s.company_id = p.company_id AND s.prospect_id = p.id AND s.valid_until >= current_date LIMIT 1)`,
    cast: "market_signal_kind",
  },
};

/** The expression of a field that can be shown, sorted and grouped by, with what it holds; null for what is a tie to other rows. */
export function fieldExpression(field: string): { kind: Exclude<Kind, "exists">; sql: Prisma.Sql; cast?: string } | null {
  const key = customKeyOf(field);
  if (key !== null) return { kind: "text", sql: Prisma.sql`(p.custom_fields ->> ${key}::text)` };
  if (!isOwnField(field) || field === "segment") return null;
  const { kind, sql, cast } = expressions[field];
  return kind === "exists" ? null : { kind, sql, cast };
}

/** A condition on alias `p` of prospects. Never unknown: a question about an empty value is answered with no, its opposite with yes. */
export function compileCondition(condition: Condition, compiling: Compiling): Prisma.Sql {
  if (!isGroup(condition)) return compileTest(condition, compiling);
  const parts = partsOf(condition).map((part) => compileCondition(part, compiling));
  return Prisma.sql`(${Prisma.join(parts, "all" in condition ? " AND " : " OR ")})`;
}

export function compileTest(test: Test, compiling: Compiling): Prisma.Sql {
  const { field, is, value } = test;
  const key = customKeyOf(field);
  if (key !== null) return customTest(key, is, value, compiling);
  if (!isOwnField(field)) throw new Error(`${field} is no field of a prospect`);
  if (field === "segment") return segmentTest(is, value as Array<string> | undefined, compiling);
  const { kind, sql, cast } = expressions[field];
  switch (kind) {
    case "text":
      return textTest(sql, is, value);
    case "number":
      return numberTest(sql, is, value);
    case "moment":
      return dayTest(sql, is, value, compiling, (day) => Prisma.sql`${day}::date::timestamp AT TIME ZONE 'UTC'`);
    case "day":
      return dayTest(Prisma.sql`${sql} COLLATE "C"`, is, value, compiling, (day) => Prisma.sql`${day}::text`);
    case "choice":
      return oneOf(sql, is, Prisma.sql`${value as Array<string>}::${Prisma.raw(cast!)}[]`);
    case "record":
      return oneOf(sql, is, Prisma.sql`${value as Array<string>}::uuid[]`);
    case "boolean":
      return booleanTest(sql, is);
    case "tags":
      return tagsTest(sql, is, value as Array<string>);
    case "exists": {
      const tie = is === "filled" || is === "empty" ? Prisma.sql`IS NOT NULL` : Prisma.sql`= ANY (${value as Array<string>}::uuid[])`;
      return Prisma.sql`${not(is === "none_of" || is === "empty")}EXISTS (${sql} ${tie})`;
    }
  }
}

const not = (wanted: boolean) => (wanted ? Prisma.sql`NOT ` : Prisma.empty);

function known(sql: Prisma.Sql, is: Operator): Prisma.Sql | null {
  if (is === "filled") return Prisma.sql`${sql} IS NOT NULL`;
  return is === "empty" ? Prisma.sql`${sql} IS NULL` : null;
}

/** Without accents and capitals. */
function textTest(sql: Prisma.Sql, is: Operator, value: TestValue | undefined): Prisma.Sql {
  if (is === "filled") return Prisma.sql`coalesce(${sql}, '') <> ''`;
  if (is === "empty") return Prisma.sql`coalesce(${sql}, '') = ''`;
  const folded = Prisma.sql`app.fold(coalesce(${sql}, ''))`;
  if (is === "one_of" || is === "none_of")
    return Prisma.sql`${not(is === "none_of")}(${folded} IN (SELECT app.fold(one) FROM unnest(${value as Array<string>}::text[]) one))`;
  const wanted = Prisma.sql`app.fold(${value as string}::text)`;
  if (is === "contains") return Prisma.sql`position(${wanted} IN ${folded}) > 0`;
  if (is === "not_contains") return Prisma.sql`position(${wanted} IN ${folded}) = 0`;
  if (is === "starts_with") return Prisma.sql`starts_with(${folded}, ${wanted})`;
  return is === "not_equals" ? Prisma.sql`${folded} <> ${wanted}` : Prisma.sql`${folded} = ${wanted}`;
}

function numberTest(sql: Prisma.Sql, is: Operator, value: TestValue | undefined): Prisma.Sql {
  const plain = known(sql, is);
  if (plain) return plain;
  const number = (one: unknown) => Prisma.sql`${String(one)}::numeric`;
  if (is === "between") {
    const [least, most] = value as Array<number>;
    return Prisma.sql`coalesce(${sql} BETWEEN ${number(least)} AND ${number(most)}, false)`;
  }
  if (is === "not_equals") return Prisma.sql`${sql} IS DISTINCT FROM ${number(value)}`;
  const sign = is === "at_least" ? Prisma.sql`>=` : is === "at_most" ? Prisma.sql`<=` : Prisma.sql`=`;
  return Prisma.sql`coalesce(${sql} ${sign} ${number(value)}, false)`;
}

const dayAfter = (day: string | Date, days: number) => new Date(new Date(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** The days that an operator means, in UTC: from the first, and before the second. */
export function daysOf(is: Operator, value: TestValue | undefined, now: Date): [from: string | null, before: string | null] {
  const today = now.toISOString().slice(0, 10);
  const ago = value as number;
  switch (is) {
    case "in_last":
      return [dayAfter(today, -ago), dayAfter(today, 1)];
    case "before_last":
      return [null, dayAfter(today, -ago)];
    case "in_next":
      return [today, dayAfter(today, ago + 1)];
    case "from":
      return [value as string, null];
    case "until":
      return [null, dayAfter(value as string, 1)];
    case "on":
      return [value as string, dayAfter(value as string, 1)];
    default: {
      const [first, last] = value as Array<string>;
      return [first!, dayAfter(last!, 1)];
    }
  }
}

function dayTest(sql: Prisma.Sql, is: Operator, value: TestValue | undefined, { now }: Compiling, at: (day: string) => Prisma.Sql) {
  const plain = known(sql, is);
  if (plain) return plain;
  const [from, before] = daysOf(is, value, now);
  const parts = [...(from ? [Prisma.sql`${sql} >= ${at(from)}`] : []), ...(before ? [Prisma.sql`${sql} < ${at(before)}`] : [])];
  return Prisma.sql`coalesce(${Prisma.join(parts, " AND ")}, false)`;
}

const oneOf = (sql: Prisma.Sql, is: Operator, list: Prisma.Sql): Prisma.Sql =>
  known(sql, is) ??
  (is === "one_of" ? Prisma.sql`coalesce(${sql} = ANY (${list}), false)` : Prisma.sql`NOT coalesce(${sql} = ANY (${list}), false)`);

function booleanTest(sql: Prisma.Sql, is: Operator): Prisma.Sql {
  return known(sql, is) ?? (is === "yes" ? Prisma.sql`coalesce(${sql}, false)` : Prisma.sql`coalesce(NOT ${sql}, false)`);
}

function tagsTest(sql: Prisma.Sql, is: Operator, value: Array<string>): Prisma.Sql {
  if (is === "filled") return Prisma.sql`cardinality(${sql}) > 0`;
  if (is === "empty") return Prisma.sql`cardinality(${sql}) = 0`;
  const list = Prisma.sql`${value}::text[]`;
  if (is === "has_all") return Prisma.sql`${sql} @> ${list}`;
  return Prisma.sql`${not(is === "has_none")}(${sql} && ${list})`;
}

/** A value of the company's own stands in JSON in the form of its type; what is not of that form answers no. */
function customTest(key: string, is: Operator, value: TestValue | undefined, compiling: Compiling): Prisma.Sql {
  const held = Prisma.sql`(p.custom_fields -> ${key}::text)`;
  const text = Prisma.sql`(p.custom_fields ->> ${key}::text)`;
  if (is === "filled") return Prisma.sql`coalesce(${text}, '') NOT IN ('', '[]')`;
  if (is === "empty") return Prisma.sql`coalesce(${text}, '') IN ('', '[]')`;
  if (is === "yes" || is === "no") return Prisma.sql`coalesce(${held} = ${is === "yes" ? "true" : "false"}::jsonb, false)`;
  if (is === "has_all") return Prisma.sql`coalesce(jsonb_exists_all(${held}, ${value as Array<string>}::text[]), false)`;
  if (is === "has_any" || is === "has_none" || is === "one_of" || is === "none_of")
    return Prisma.sql`${not(is === "has_none" || is === "none_of")}coalesce(jsonb_exists_any(${held}, ${value as Array<string>}::text[]), false)`;
  const isNumber = typeof value === "number" || (Array.isArray(value) && typeof value[0] === "number");
  if (
    is === "in_last" ||
    is === "before_last" ||
    is === "in_next" ||
    is === "from" ||
    is === "until" ||
    is === "on" ||
    (is === "between" && !isNumber)
  )
    return dayTest(
      Prisma.sql`(CASE WHEN ${text} ~ '^\\d{4}-\\d{2}-\\d{2}$' THEN ${text} COLLATE "C" END)`,
      is,
      value,
      compiling,
      (day) => Prisma.sql`${day}::text`,
    );
  if (isNumber) return numberTest(Prisma.sql`(CASE WHEN jsonb_typeof(${held}) = 'number' THEN ${text}::numeric END)`, is, value);
  return textTest(text, is, value);
}

function segmentTest(is: Operator, value: Array<string> | undefined, { segment }: Compiling): Prisma.Sql {
  return Prisma.sql`${not(is === "none_of")}(${Prisma.join((value ?? []).map(segment), " OR ")})`;
}
