/** A value as it is read: an address, which is kept in lines, in one. */
export const shownValue = (field: string, value: string): string =>
  field === "address" ? value.split("\n").filter(Boolean).join(", ") : value;
