import type { MailDomainState } from "~/generated/prisma/enums";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Minutes after the first, second … question without an answer. */
const patience = [5, 30, 120, 720, 1440];

/** Until when a clear answer is believed: a domain that takes mail a month; one that takes none a day at first, a week once it said so again. */
function expiryOf(state: Exclude<MailDomainState, "unknown">, before: MailDomainState): number {
  if (state === "accepts") return 30 * dayMs;
  return state === before ? 7 * dayMs : dayMs;
}

export interface DomainKnown {
  state: MailDomainState;
  failureCount: number;
  checkedAt: Date | null;
}

/** What is known after a question. Without an answer what was known stays, and is asked again soon: silence makes no address invalid. */
export function afterAnswer(before: DomainKnown, answer: MailDomainState, now: Date): DomainKnown & { nextCheckAt: Date } {
  const at = (ms: number) => new Date(now.getTime() + ms);
  if (answer === "unknown") {
    const wait = patience[Math.min(before.failureCount, patience.length - 1)]! * minuteMs;
    return { ...before, failureCount: before.failureCount + 1, nextCheckAt: at(wait) };
  }
  return { state: answer, failureCount: 0, checkedAt: now, nextCheckAt: at(expiryOf(answer, before.state)) };
}
