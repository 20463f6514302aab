import { takeRate } from "./across.server";
import { AppError } from "./errors";
import { digest } from "./tokens.server";

interface Limit {
  atMost: number;
  windowSeconds: number;
}

const limits = {
  "login.account": { atMost: 5, windowSeconds: 60 },
  "login.address": { atMost: 20, windowSeconds: 60 },
  "signup.address": { atMost: 10, windowSeconds: 3600 },
  "reset.account": { atMost: 3, windowSeconds: 3600 },
  "reset.address": { atMost: 20, windowSeconds: 3600 },
  "verify.account": { atMost: 5, windowSeconds: 3600 },
  "invite.company": { atMost: 50, windowSeconds: 3600 },
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
