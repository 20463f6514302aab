const shape = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/;

/** The address in lower case; null for what no mail can reach. */
export function normaliseEmail(text: string): string | null {
  const address = text.trim().toLowerCase();
  return shape.test(address) && address.length <= 254 ? address : null;
}

/** A calendar month later, the last day of a shorter month: by when the law wants an answer (GDPR, article 12). */
export function monthAfter(moment: Date): Date {
  const later = new Date(moment);
  later.setUTCMonth(later.getUTCMonth() + 1);
  if (later.getUTCDate() !== moment.getUTCDate()) later.setUTCDate(0);
  return later;
}

/** The warning that is due so many days before a request's month ends; null while it is far. */
export const dueWarning = (daysLeft: number) => [7, 2, 0].filter((days) => daysLeft <= days).at(-1) ?? null;
