import { Resolver } from "node:dns/promises";
import { env } from "../env.server";

/** What the DNS says of the mail of a domain. unknown: no answer, which says nothing of the domain. */
export type MailAnswer = "accepts" | "null_mx" | "no_mail" | "no_domain" | "unknown";

const timeoutMs = 3000;

/** Deno gives one code to a missing name, a missing record and a server that failed: there nothing but a null MX makes a domain dead. */
const isMurky = "deno" in process.versions;

/** Names kept for examples and tests (RFC 2606, RFC 6761) and their likes in each country: the world's DNS has nothing to say of them. */
const isExample = (domain: string) => /(^|\.)(example\.[a-z]+|example|test|invalid|localhost|local)$/.test(domain);

/**
 * Whether mail to a domain can arrive: its MX, none of which may be the null MX (RFC 7505), else its address (RFC 5321, 5.1). Only
 * a clear answer counts; whatever else happens is `unknown`. Nothing is asked where vendors are stand-ins and no server is named, nor
 * about names kept for examples unless a server is named that may know them.
 */
export async function askMailDns(domain: string): Promise<MailAnswer> {
  const { DNS_SERVERS, VENDORS } = env();
  if (!DNS_SERVERS && (VENDORS === "local" || isExample(domain))) return "unknown";
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (DNS_SERVERS) resolver.setServers(DNS_SERVERS.split(",").map((one) => one.trim()));
  // A dot at the end: no search domain of this machine is tried.
  const name = `${domain}.`;
  try {
    const mx = await answerOf(() => resolver.resolveMx(name));
    if (mx === "unknown" || (mx === "no_domain" && !isMurky)) return mx;
    if (Array.isArray(mx)) return mx.every(({ exchange }) => exchange === "" || exchange === ".") ? "null_mx" : "accepts";
    const four = await answerOf(() => resolver.resolve4(name));
    if (Array.isArray(four)) return "accepts";
    const six = await answerOf(() => resolver.resolve6(name));
    if (Array.isArray(six)) return "accepts";
    return isMurky || four === "unknown" || six === "unknown" ? "unknown" : "no_mail";
  } finally {
    // A question that was given up keeps no process awake.
    resolver.cancel();
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");

/** The records, `nothing` where the name has none of the kind, `no_domain` where there is no such name. */
async function answerOf<T>(ask: () => Promise<Array<T>>): Promise<Array<T> | "nothing" | "no_domain" | "unknown"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"unknown">((resolve) => {
    timer = setTimeout(() => resolve("unknown"), timeoutMs * 2);
  });
  try {
    const asked = ask().then(
      (records) => (records.length > 0 ? records : ("nothing" as const)),
      (error: unknown) => (codeOf(error) === "ENODATA" ? "nothing" : codeOf(error) === "ENOTFOUND" ? "no_domain" : "unknown"),
    );
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
