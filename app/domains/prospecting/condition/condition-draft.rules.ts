import { operandOf, type FieldType, type Operator, operatorsFor } from "./condition-fields.rules";
import { type Condition, isGroup, partsOf, readCondition, type Test } from "./condition.schema";

/** A condition while it is being made: texts as they are typed, each part with a name of its own. */
export interface DraftTest {
  id: number;
  field: string;
  type: FieldType;
  is: Operator;
  text: string;
  second: string;
  list: Array<string>;
}
export interface DraftGroup {
  id: number;
  join: "all" | "any";
  parts: Array<Draft>;
}
export type Draft = DraftTest | DraftGroup;
export const isDraftGroup = (draft: Draft): draft is DraftGroup => "parts" in draft;

let made = 0;
const nextId = () => ++made;

export const emptyTest = (field: string, type: FieldType): DraftTest => ({
  id: nextId(),
  field,
  type,
  is: operatorsFor(field, type)[0]!,
  text: "",
  second: "",
  list: [],
});
export const emptyGroup = (parts: Array<Draft>, join: DraftGroup["join"] = "all"): DraftGroup => ({ id: nextId(), join, parts });

/** A condition to change; its outermost part is a group, so that there is something to add to. */
export function draftOf(condition: Condition, typeOf: (field: string, test: Test) => FieldType): DraftGroup {
  const read = (part: Condition): Draft => {
    if (isGroup(part)) return emptyGroup(partsOf(part).map(read), "all" in part ? "all" : "any");
    const { field, is, value } = part;
    const list = Array.isArray(value) ? value.map(String) : [];
    const range = operandOf(is) === "range";
    return {
      id: nextId(),
      field,
      type: typeOf(field, part),
      is,
      text: range ? list[0]! : Array.isArray(value) ? list.join(", ") : String(value ?? ""),
      second: range ? list[1]! : "",
      list: range ? [] : list,
    };
  };
  const draft = read(condition);
  return isDraftGroup(draft) ? draft : emptyGroup([draft]);
}

/** What a draft says. @returns the tree, or the code of the sentence that says what it lacks; nothing at all is null */
export function conditionOf(draft: DraftGroup): { condition: Condition | null } | { code: string } {
  if (draft.parts.length === 0) return { condition: null };
  const write = (part: Draft): unknown => (isDraftGroup(part) ? { [part.join]: part.parts.map(write) } : testOf(part));
  return readCondition(write(draft));
}

function testOf({ field, type, is, text, second, list }: DraftTest): unknown {
  const typed = (value: string) => (type === "number" ? (value.trim() === "" ? NaN : Number(value)) : value);
  const operand = operandOf(is);
  if (operand === "none") return { field, is };
  if (operand === "days") return { field, is, value: text.trim() === "" ? NaN : Number(text) };
  if (operand === "range") return { field, is, value: [typed(text), typed(second)] };
  if (operand === "one") return { field, is, value: typed(text) };
  const picked = type === "choice" || type === "record" || (type === "choices" && list.length > 0);
  return {
    field,
    is,
    value: picked
      ? list
      : text
          .split(/[,;،؛\n]/)
          .map((one) => one.trim())
          .filter(Boolean),
  };
}

/** The draft with one part put in another's place; null takes it away. */
export function changedDraft(group: DraftGroup, id: number, change: (part: Draft) => Draft | null): DraftGroup {
  const one = (part: Draft): Array<Draft> => {
    const now = part.id === id ? change(part) : isDraftGroup(part) ? changedDraft(part, id, change) : part;
    return now ? [now] : [];
  };
  return { ...group, parts: group.parts.flatMap(one) };
}
