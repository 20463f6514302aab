/** What a field shows: what was typed before a refusal, else what is kept; nothing where nothing is. */
export const valuesOf =
  <R extends object>(record: R, kept: (name: string) => string | undefined) =>
  (name: keyof R & string): string | undefined => {
    const there: unknown = record[name];
    return kept(name) ?? (there === null || there === undefined ? undefined : String(there));
  };
