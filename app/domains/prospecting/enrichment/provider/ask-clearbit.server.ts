import { z } from "zod";
import { env } from "~/platform/env.server";
import { askJson } from "~/platform/vendors/ask-json.server";
import { type FoundValue, sizeOf } from "../enrichment-fields.rules";
import type { ProviderAnswer, Question } from "./question.rules";

const text = z.string().max(2000).nullish();
/** A firm as GET /v2/companies/find and its webhook tell it. */
const Firm = z.object({
  domain: text,
  description: text,
  phone: text,
  site: z.object({ phoneNumbers: z.array(z.string()).max(50).nullish() }).nullish(),
  geo: z.object({ streetNumber: text, streetName: text, postalCode: text, city: text }).nullish(),
  linkedin: z.object({ handle: text }).nullish(),
  metrics: z.object({ employees: z.number().int().min(0).max(10_000_000).nullish() }).nullish(),
});

/** What is known of a domain's firm. It may come later, by a call of its own that names `mark`. */
export async function askClearbit({ domain }: Question, { key, mark }: { key: string; mark: string }): Promise<ProviderAnswer> {
  const query = new URLSearchParams({ domain: domain ?? "", webhook_id: mark });
  const url = `${env().CLEARBIT_BASE_URL}/v2/companies/find?${query}`;
  const answer = await askJson({ service: "clearbit", url, headers: { authorization: `Bearer ${key}` }, hasOwnKey: true });
  if (answer.outcome === "away") return { outcome: "failed", code: answer.code };
  if (answer.status === 202) return { outcome: "later" };
  if (answer.status === 404 || answer.status === 422) return { outcome: "answered", values: [] };
  return readFirm(answer.body);
}

/** A firm as told, at once or later. */
export function readFirm(body: unknown): ProviderAnswer {
  const read = Firm.safeParse(body);
  if (!read.success) return { outcome: "failed", code: "unusable" };
  const { domain, description, phone, site, geo, linkedin, metrics } = read.data;
  const values: Array<FoundValue> = [];
  const say = (field: FoundValue["field"], value: string | null | undefined, confidence: number) =>
    value && values.push({ field, value, confidence, url: null });
  say("phone", phone ?? site?.phoneNumbers?.[0], 0.8);
  say("description", description, 0.8);
  say("website", domain && `https://${domain}`, 0.9);
  say("linkedin", linkedin?.handle && `https://www.linkedin.com/${linkedin.handle.replace(/^\//, "")}`, 0.85);
  say("size", metrics?.employees ? sizeOf(metrics.employees) : null, 0.8);
  if (geo?.postalCode && geo.city)
    say("address", [[geo.streetNumber, geo.streetName].filter(Boolean).join(" "), geo.postalCode, geo.city].join("\n"), 0.75);
  return { outcome: "answered", values };
}
