/** One comparison of a check constraint: a column with a number or with another column. */
export interface Comparison {
  column: string;
  sign: "<=" | ">=" | "<" | ">";
  than: number | { column: string };
}

/**
 * The comparisons that a check constraint is made of, as PostgreSQL writes it: `CHECK (((a >= 0) AND (a <= b)))`.
 * Null where it says anything else (a sum, a form, a choice): then it holds of its columns together.
 */
export function comparisonsOf(definition: string, columns: Array<string>): Array<Comparison> | null {
  const plain = definition
    .replace(/^CHECK /, "")
    .replace(/::(character varying|timestamp with(out)? time zone|double precision|\w+)(\[\])?/g, "")
    .replaceAll('"', "");
  if (/ OR |NOT |\w\(|[+*/~']/.test(plain)) return null;
  const comparisons = plain
    .replaceAll(/[()]/g, "")
    .split(" AND ")
    .map((part): Comparison | null => {
      const [, column, sign, than] = /^(\w+) (<=|>=|<|>) (-?\w+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
      if (!column || !than || !columns.includes(column)) return null;
      if (columns.includes(than)) return { column, sign: sign as Comparison["sign"], than: { column: than } };
      return Number.isFinite(Number(than)) ? { column, sign: sign as Comparison["sign"], than: Number(than) } : null;
    });
  return comparisons.some((each) => each === null) ? null : (comparisons as Array<Comparison>);
}

/** What comparisons with numbers leave a column; `above`: more than this, it is not reached. */
export function boundsOf(column: string, comparisons: Array<Comparison>): { min?: number; max?: number; above?: number } {
  const bounds: { min?: number; max?: number; above?: number } = {};
  for (const { column: of, sign, than } of comparisons)
    if (of === column && typeof than === "number") bounds[sign === ">" ? "above" : sign === ">=" ? "min" : "max"] = than;
  return bounds;
}
