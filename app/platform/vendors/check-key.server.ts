import { env } from "../env.server";
import { refuseInsideTransaction } from "../inside-transaction.server";

/** One question to each service that costs nothing and tells whether a key is taken. The key stands in a header, never in an address. */
const questions: Record<string, (key: string) => { url: string; headers: Record<string, string> }> = {
  openai: (key) => ({ url: `${env().OPENAI_BASE_URL ?? "https://api.openai.com/v1"}/models`, headers: { authorization: `Bearer ${key}` } }),
  hunter: (key) => ({ url: `${env().HUNTER_BASE_URL}/v2/account`, headers: { "x-api-key": key } }),
  clearbit: (key) => ({ url: `${env().CLEARBIT_BASE_URL}/v1/me`, headers: { authorization: `Bearer ${key}` } }),
};

const timeoutMs = 10_000;

/** Asks a service whether it takes a key. Every outcome is an answer; where stand-ins were chosen nobody is asked. @throws Error inside a transaction */
export async function checkKey(service: string, key: string): Promise<"works" | "refused" | "unreachable" | "not_asked"> {
  refuseInsideTransaction(service);
  const question = questions[service];
  if (!question || env().VENDORS === "local") return "not_asked";
  const { url, headers } = question(key);
  try {
    const answer = await fetch(url, {
      headers: { ...headers, accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
    });
    void answer.body?.cancel().catch(() => {});
    if (answer.ok) return "works";
    return answer.status === 401 || answer.status === 403 ? "refused" : "unreachable";
  } catch {
    return "unreachable"; // whatever was wrong on the way; its words may hold what we sent
  }
}
