import type { Test } from "./condition.schema";

/** A question with its answer for one prospect: `has` is what the record holds there, as it is written. */
export type Answer = { test: Test; holds: boolean; has: string | null };
/** The answers to a condition, in the shape of its groups. */
export type Explanation = Answer | { all: Array<Explanation>; holds: boolean } | { any: Array<Explanation>; holds: boolean };
