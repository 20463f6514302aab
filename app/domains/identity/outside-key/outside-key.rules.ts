/** Outside services that a company may bring a key of its own for. */
export const services = ["openai", "hunter", "clearbit"] as const;
export type Service = (typeof services)[number];

/** What is shown of a key: its last four characters, and of a short one fewer, so that it is never half told. */
export const lastFourOf = (value: string) => value.slice(-Math.min(4, Math.floor(value.length / 4)));

/** What a service said of a key: `not_asked` where this installation has chosen stand-ins. */
export type TestOutcome = "works" | "refused" | "unreachable" | "not_asked";
