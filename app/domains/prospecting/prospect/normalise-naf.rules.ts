/** A class of the French register of activities in its one form, 68.31Z; null when it is not one. */
export function nafOf(text: string): string | null {
  const bare = /^(\d\d)\.?(\d\d)([A-Z])$/.exec(text.trim().toUpperCase());
  return bare ? `${bare[1]}.${bare[2]}${bare[3]}` : null;
}
