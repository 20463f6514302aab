import { z } from "zod";
import { env } from "~/platform/env.server";
import { askJson } from "~/platform/vendors/ask-json.server";
import type { FoundValue } from "../enrichment-fields.rules";
import type { ProviderAnswer, Question } from "./question.rules";

const text = z.string().max(1000).nullish();
const Person = z.object({ value: text, email: text, position: text, linkedin: text, linkedin_url: text, phone_number: text });
const percent = z.number().min(0).max(100).nullish();
const verified = z.object({ status: text }).nullish();
const sources = z
  .array(z.object({ uri: text }))
  .max(100)
  .nullish();

/** GET /v2/email-finder */
const Found = z.object({ data: Person.extend({ score: percent, verification: verified, sources }) });
/** GET /v2/domain-search */
const Searched = z.object({
  data: z.object({
    domain: text,
    emails: z
      .array(Person.extend({ type: text, confidence: percent, verification: verified, sources }))
      .max(100)
      .default([]),
  }),
});

/** The address of a person at a firm where his name is known; else the firm's addresses, or its domain by its name. */
export async function askHunter({ domain, name, firstName, lastName }: Question, { key }: { key: string }): Promise<ProviderAnswer> {
  const isPerson = domain !== null && firstName !== null && lastName !== null;
  const query = new URLSearchParams(
    isPerson ? { domain, first_name: firstName, last_name: lastName } : { ...(domain ? { domain } : { company: name ?? "" }), limit: "10" },
  );
  const url = `${env().HUNTER_BASE_URL}/v2/${isPerson ? "email-finder" : "domain-search"}?${query}`;
  const answer = await askJson({ service: "hunter", url, headers: { "x-api-key": key }, hasOwnKey: true });
  if (answer.outcome === "away") return { outcome: "failed", code: answer.code };
  if (answer.status === 404 || answer.status === 422) return { outcome: "answered", values: [] };
  return isPerson ? readFound(answer.body) : readSearched(answer.body, domain);
}

function readFound(body: unknown): ProviderAnswer {
  const read = Found.safeParse(body);
  if (!read.success) return { outcome: "failed", code: "unusable" };
  const { email, score, verification, sources, ...person } = read.data.data;
  const url = sources?.[0]?.uri ?? null;
  const confidence = sureOf(score, verification?.status);
  return {
    outcome: "answered",
    values: [...(email ? [{ field: "email" as const, value: email, confidence, url }] : []), ...ofPerson(person, url)],
  };
}

function readSearched(body: unknown, domain: string | null): ProviderAnswer {
  const read = Searched.safeParse(body);
  if (!read.success) return { outcome: "failed", code: "unusable" };
  const { emails, domain: foundDomain } = read.data.data;
  // Of a firm the address that is everybody's: whose of the people it is that we mean is not known.
  const [best] = emails
    .filter(({ value, type }) => value && type !== "personal")
    .sort((one, other) => (other.confidence ?? 0) - (one.confidence ?? 0));
  const url = best?.sources?.[0]?.uri ?? null;
  const values: Array<FoundValue> = [];
  if (best) values.push({ field: "email", value: best.value!, confidence: sureOf(best.confidence, best.verification?.status), url });
  if (!domain && foundDomain) values.push({ field: "website", value: `https://${foundDomain}`, confidence: 0.75, url: null });
  return { outcome: "answered", values };
}

const ofPerson = ({ position, linkedin, linkedin_url }: Partial<z.output<typeof Person>>, url: string | null): Array<FoundValue> => [
  ...(position ? [{ field: "jobTitle" as const, value: position, confidence: 0.75, url }] : []),
  ...((linkedin_url ?? linkedin) ? [{ field: "linkedin" as const, value: (linkedin_url ?? linkedin)!, confidence: 0.8, url }] : []),
];

/** A score in percent, never more than a half where the mailbox was found not to work. */
function sureOf(score: number | null | undefined, status: string | null | undefined): number {
  const sure = (score ?? 0) / 100;
  if (status === "invalid") return Math.min(sure, 0.1);
  return status === "valid" ? Math.max(sure, 0.95) : sure;
}
