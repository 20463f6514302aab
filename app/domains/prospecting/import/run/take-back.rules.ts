import type { Given } from "../line/decide-lines.rules";

export type TakenBack = {
  id: string;
  /** Field → the value it was given; for deletedAt the moment it had before. */
  fields: Record<string, unknown>;
  added_tags: Array<string>;
  added_fields: Record<string, string>;
};

/** What several lines of one list gave, gathered by prospect: one row each, as an UPDATE takes one. */
export function combineGiven(lines: Array<{ id: string; given: Given }>): Array<TakenBack> {
  const byProspect = new Map<string, TakenBack>();
  for (const { id, given } of lines) {
    const back = byProspect.get(id) ?? { id, fields: {}, added_tags: [], added_fields: {} };
    byProspect.set(id, back);
    for (const [field, { was, became }] of Object.entries(given)) {
      back.fields[field] = field === "deletedAt" ? was : became;
      if (field === "tags") back.added_tags.push(...without(became as Array<string>, (was ?? []) as Array<string>));
      if (field === "customFields") {
        const before = (was ?? {}) as Record<string, string>;
        for (const [name, value] of Object.entries(became as Record<string, string>))
          if (!(name in before)) back.added_fields[name] = value;
      }
    }
  }
  return [...byProspect.values()];
}

const without = (all: Array<string>, some: Array<string>) => all.filter((one) => !some.includes(one));
