import { endWait, takeRate, takeTurn } from "./across.server";
import { AppError } from "./errors";
import { digest } from "./tokens.server";

interface Limit {
  atMost: number;
  windowSeconds: number;
}

const limits = {
  "login.account": { atMost: 40, windowSeconds: 900 },
  "login.address": { atMost: 20, windowSeconds: 60 },
  "second.account": { atMost: 10, windowSeconds: 900 },
  "passkey.address": { atMost: 30, windowSeconds: 60 },
  "signup.address": { atMost: 10, windowSeconds: 3600 },
  "reset.account": { atMost: 3, windowSeconds: 3600 },
  "reset.address": { atMost: 20, windowSeconds: 3600 },
  "verify.account": { atMost: 5, windowSeconds: 3600 },
  "invite.company": { atMost: 50, windowSeconds: 3600 },
  "privacy.address": { atMost: 60, windowSeconds: 600 },
  "privacy.link": { atMost: 20, windowSeconds: 3600 },
  "key_test.company": { atMost: 20, windowSeconds: 600 },
  "company.account": { atMost: 5, windowSeconds: 86_400 },
} satisfies Record<string, Limit>;

/**
 * Counts one attempt against each of the given keys; the table holds digests, no addresses.
 * @throws AppError 'platform.rate.too_many' (429)
 */
export async function takeRates(attempts: Partial<Record<keyof typeof limits, string>>) {
  for (const [name, subject] of Object.entries(attempts)) {
    const { atMost, windowSeconds } = limits[name as keyof typeof limits];
    if (!(await takeRate(`${name}:${digest(subject.toLowerCase()).slice(0, 32)}`, atMost, windowSeconds)))
      throw new AppError("platform.rate.too_many", { status: 429 });
  }
}

/** Tries that are free, and the longest that one waits for the next, in seconds. */
const waits = { free: 5, atMostSeconds: 900 };

/**
 * Takes a try at a secret: five are free, then each waits twice as long as the one before, from a minute to a quarter of an hour.
 * A refused try lengthens nothing. @returns what ends the wait when the secret was right
 * @throws AppError 'platform.rate.too_many', 'platform.rate.wait' (429)
 */
export async function takeTry(secret: "login" | "second" | "confirm", who: string): Promise<() => Promise<unknown>> {
  const key = `${secret}:${digest(who.toLowerCase()).slice(0, 40)}`;
  const seconds = await takeTurn(key, waits.free, waits.atMostSeconds);
  if (seconds > 60) throw new AppError("platform.rate.wait", { status: 429, values: { minutes: Math.ceil(seconds / 60) } });
  if (seconds > 0) throw new AppError("platform.rate.too_many", { status: 429 });
  return () => endWait(key);
}
