import { z } from "zod";
import { conditionFields, customKeyOf, type FieldType, isOwnField, operandOf, type Operator, operatorsFor } from "./condition-fields.rules";

export type TestValue = string | number | Array<string> | Array<number>;
/** One question: a field, an operator, and what it is compared with (nothing for `filled`, `yes` and the like). */
export type Test = { field: string; is: Operator; value?: TestValue };
/** Questions of which all, or any, must hold. */
export type Group = { all: Array<Condition> } | { any: Array<Condition> };
export type Condition = Test | Group;

/** How big a condition may be: groups within groups, questions in all, values of one question, characters of one value. */
export const conditionLimits = { depth: 4, tests: 30, values: 100, text: 200 } as const;

export const isGroup = (condition: Condition): condition is Group => !("field" in condition);
export const partsOf = (group: Group): Array<Condition> => ("all" in group ? group.all : group.any);
/** Its questions, in order. */
export const testsOf = (condition: Condition): Array<Test> => (isGroup(condition) ? partsOf(condition).flatMap(testsOf) : [condition]);

const day = z.iso.date();
const uuid = z.guid();

/** Reads what came from outside. @returns the tree, or the code of the sentence that says what is wrong with it */
export function readCondition(given: unknown): { condition: Condition } | { code: string } {
  let tests = 0;
  const fault = (code: string): never => {
    throw new Fault(code);
  };
  const read = (node: unknown, depth: number): Condition => {
    if (depth > conditionLimits.depth) fault("too_deep");
    if (typeof node !== "object" || node === null || Array.isArray(node)) return fault("invalid");
    const { all, any, field, is, value, ...rest } = node as Record<string, unknown>;
    if (Object.keys(rest).length > 0) fault("invalid");
    const parts = all ?? any;
    if (parts !== undefined) {
      if (!Array.isArray(parts) || (all !== undefined && any !== undefined) || field !== undefined || is !== undefined)
        return fault("invalid");
      if (parts.length === 0) fault("group_empty");
      if (parts.length > conditionLimits.tests) fault("too_many");
      const read_ = parts.map((part) => read(part, depth + 1));
      return all === undefined ? { any: read_ } : { all: read_ };
    }
    if (++tests > conditionLimits.tests) fault("too_many");
    return readTest(field, is, value, fault);
  };
  try {
    return { condition: read(given, 0) };
  } catch (error) {
    if (error instanceof Fault) return { code: `prospecting.condition.${error.message}` };
    throw error;
  }
}

class Fault extends Error {}

/** The types a field may have: one for ours; of a company's own field the operator and its value tell. */
function typesOf(field: string): ReadonlyArray<FieldType> | null {
  if (isOwnField(field)) return [conditionFields[field].type];
  const key = customKeyOf(field);
  return key !== null && key.length > 0 && key.length <= 100 && !key.includes("\0")
    ? ["text", "number", "date", "choice", "choices", "boolean"]
    : null;
}

function readTest(field: unknown, is: unknown, value: unknown, fault: (code: string) => never): Test {
  if (typeof field !== "string") return fault("invalid");
  const types = typesOf(field) ?? fault("field_unknown");
  const fitting = types.filter((type) => operatorsFor(field, type).some((one) => one === is));
  if (fitting.length === 0) return fault("operator_unfit");
  const operator = is as Operator;
  if (operandOf(operator) === "none") return { field, is: operator };
  for (const type of fitting) {
    const read = readValue(type, operator, value);
    if (read !== null && optionsAllow(field, read)) return { field, is: operator, value: read };
  }
  return fault("value_unfit");
}

function optionsAllow(field: string, value: TestValue): boolean {
  const { options } = isOwnField(field) ? (conditionFields[field] as { options?: ReadonlyArray<string> }) : {};
  return !options || (Array.isArray(value) && value.every((one) => options.includes(String(one))));
}

/** A value in the one form its operator takes; null for what cannot be meant. */
function readValue(type: FieldType, operator: Operator, value: unknown): TestValue | null {
  const operand = operandOf(operator);
  if (operand === "days") return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 3650 ? value : null;
  const one = (given: unknown): string | number | null => {
    if (type === "number") return typeof given === "number" && Number.isFinite(given) && Math.abs(given) <= 1e12 ? given : null;
    if (typeof given !== "string" || given.includes("\0")) return null;
    if (type === "date") return day.safeParse(given).success ? given : null;
    if (type === "record") return uuid.safeParse(given).success ? given : null;
    const text = given.trim();
    return text !== "" && text.length <= conditionLimits.text ? text : null;
  };
  if (operand === "one") return one(value);
  if (!Array.isArray(value) || value.length === 0 || value.length > conditionLimits.values) return null;
  const read = value.map(one);
  if (read.includes(null)) return null;
  if (operand === "range") return read.length === 2 && read[0]! <= read[1]! ? (read as Array<string>) : null;
  return [...new Set(read)] as Array<string>;
}

/** A condition tree from an address, a stored filter or the API, as text or as data. What is wrong with it is said, never left out. */
export const ConditionTree = z.unknown().transform((given, issues): Condition => {
  let tree = given;
  if (typeof given === "string")
    try {
      tree = JSON.parse(given);
    } catch {
      tree = null;
    }
  const read = readCondition(tree);
  if ("condition" in read) return read.condition;
  issues.addIssue({ code: "custom", message: read.code });
  return z.NEVER;
});
