import { disposableEmailBlocklistSet } from "disposable-email-domains-js";

let known: Set<string> | undefined;

/** Whether a domain, or one it stands under, hands out addresses for minutes. By a list that the community keeps. */
export function isDisposableDomain(domain: string): boolean {
  known ??= disposableEmailBlocklistSet();
  const parts = domain.split(".");
  return parts.slice(0, -1).some((_, at) => known!.has(parts.slice(at).join(".")));
}
