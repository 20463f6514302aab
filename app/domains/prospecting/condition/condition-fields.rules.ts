import { emailStates } from "../email-check/email-state.rules";
import { AgencyType, DecisionPower, LegalBasis, MarketSignalKind, ProspectSource, ProspectStatus } from "~/generated/prisma/enums";

/** What a field holds: it decides which operators make sense of it and what they are compared with. */
export const fieldTypes = ["text", "number", "date", "choice", "choices", "boolean", "record"] as const;
export type FieldType = (typeof fieldTypes)[number];

/** How a field of a type can be asked about. `record`: one of the company's own rows, by its id. */
export const operatorsOf = {
  text: ["contains", "not_contains", "equals", "not_equals", "starts_with", "one_of", "none_of", "filled", "empty"],
  number: ["at_least", "at_most", "between", "equals", "not_equals", "filled", "empty"],
  date: ["in_last", "before_last", "in_next", "from", "until", "between", "on", "filled", "empty"],
  choice: ["one_of", "none_of", "filled", "empty"],
  choices: ["has_any", "has_all", "has_none", "filled", "empty"],
  boolean: ["yes", "no", "filled", "empty"],
  record: ["one_of", "none_of", "filled", "empty"],
} as const satisfies Record<FieldType, ReadonlyArray<string>>;
export type Operator = (typeof operatorsOf)[FieldType][number];

/** What an operator is compared with. `days`: a number of them. */
export type Operand = "none" | "one" | "list" | "range" | "days";
const operands: Partial<Record<Operator, Operand>> = {
  one_of: "list",
  none_of: "list",
  has_any: "list",
  has_all: "list",
  has_none: "list",
  between: "range",
  in_last: "days",
  before_last: "days",
  in_next: "days",
  filled: "none",
  empty: "none",
  yes: "none",
  no: "none",
};
export const operandOf = (operator: Operator): Operand => operands[operator] ?? "one";

/** Rows that a `record` field points at. */
export type RecordKind = "member" | "importRun" | "product" | "industry" | "companySize" | "campaign" | "segment";

export interface ConditionField {
  type: FieldType;
  /** Values of a choice, and where their words stand in those of prospecting. */
  options?: ReadonlyArray<string>;
  words?: string;
  records?: RecordKind;
  /** Under which heading it is offered. */
  group: "who" | "where" | "state" | "score" | "dates" | "related";
}

const text = (group: ConditionField["group"]): ConditionField => ({ type: "text", group });
const score: ConditionField = { type: "number", group: "score" };
const date: ConditionField = { type: "date", group: "dates" };
const choice = (options: object, words: string, group: ConditionField["group"] = "state"): ConditionField => ({
  type: "choice",
  options: Object.values(options) as Array<string>,
  words,
  group,
});
const record = (records: RecordKind, group: ConditionField["group"]): ConditionField => ({ type: "record", records, group });

/**
 * Everything that can be asked of a prospect beside the company's own fields, which are `custom.<key>`. What is called `a.b` is read from
 * other tables. Each has its expression in compile-condition.server.ts and its word in `field.*`.
 */
export const conditionFields = {
  organizationName: text("who"),
  firstName: text("who"),
  lastName: text("who"),
  jobTitle: text("who"),
  email: text("who"),
  emailState: choice(emailStates, "email_state", "who"),
  phone: text("who"),
  mobile: text("who"),
  siret: text("who"),
  websiteUrl: text("who"),
  linkedinUrl: text("who"),
  language: text("who"),
  decisionPower: choice(DecisionPower, "decision_power", "who"),
  agencyType: choice(AgencyType, "agency_type", "who"),
  industry: record("industry", "who"),
  companySize: record("companySize", "who"),
  street: text("where"),
  postalCode: text("where"),
  city: text("where"),
  department: text("where"),
  countryCode: text("where"),
  status: choice(ProspectStatus, "status"),
  tags: { type: "choices", group: "state" },
  source: choice(ProspectSource, "source"),
  sourceDetail: text("state"),
  legalBasis: choice(LegalBasis, "basis"),
  assignedTo: record("member", "state"),
  product: record("product", "state"),
  notes: text("state"),
  hasWebsite: { type: "boolean", group: "state" },
  leadScore: score,
  fitScore: score,
  intentScore: score,
  engagementScore: score,
  budgetScore: score,
  aiScore: score,
  bantScore: score,
  digitalMaturityScore: score,
  estimatedBudgetAmount: score,
  createdAt: date,
  updatedAt: date,
  lastContactedAt: date,
  lastActivityAt: date,
  importRun: record("importRun", "related"),
  segment: record("segment", "related"),
  "campaign.member": record("campaign", "related"),
  "message.sentCount": { type: "number", group: "related" },
  "message.repliedAt": { type: "date", group: "related" },
  "message.clickedAt": { type: "date", group: "related" },
  "task.openCount": { type: "number", group: "related" },
  "task.nextDue": { type: "date", group: "related" },
  "enrichment.lastAt": { type: "date", group: "related" },
  "market.signal": choice(MarketSignalKind, "market_signal.kind", "related"),
} as const satisfies Record<string, ConditionField>;

export type OwnField = keyof typeof conditionFields;
export const ownFields = Object.keys(conditionFields) as Array<OwnField>;
export const isOwnField = (name: string): name is OwnField => Object.hasOwn(conditionFields, name);

/** Fields of the company's own: `custom.` and the key under which values stand in Prospect.customFields. */
export const customPrefix = "custom.";
export const customKeyOf = (field: string): string | null => (field.startsWith(customPrefix) ? field.slice(customPrefix.length) : null);

/** The operators that a field offers: those of its type; somebody is in a segment or is not. */
export const operatorsFor = (field: string, type: FieldType): ReadonlyArray<Operator> =>
  field === "segment" ? ["one_of", "none_of"] : operatorsOf[type];
