import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { placeOfKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { log } from "~/platform/logger";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { open } from "~/platform/vault/vault.server";
import { enrichmentAnswered } from "./enrichment.events.server";
import { readMark } from "./late-answer.rules";
import { normaliseFound } from "./normalise-found.rules";
import { readFirm } from "./provider/ask-clearbit.server";
import { settleQuestion } from "./settle-question.server";

const longest = 1024 * 1024;
/** As the source calls: `id` is the mark we gave with the question. */
const Call = z.object({ id: z.string().max(100), status: z.number().int(), body: z.unknown().optional() });

/**
 * The door where answers come that were promised for later. Its proof is a signature of the very bytes by the company's own key, so that
 * nobody can answer for another company. Whoever is not believed learns nothing. Called twice, an answer lands once.
 */
export async function receiveLateAnswer(request: Request): Promise<Response> {
  if (request.method !== "POST") return answer(405, { Allow: "POST" });
  const text = await request.text();
  if (text.length > longest) return answer(413);
  const call = Call.safeParse(parsed(text));
  const place = call.success ? readMark(call.data.id) : null;
  if (!call.success || !place) return answer(400);
  const company = asJob(place.companyId, "webhooks/clearbit");
  const isBelieved = await inCompany(company, async (ctx) => {
    const asked = await ctx.db.enrichmentRequest.findFirst({ where: { id: place.requestId, provider: "clearbit" } });
    if (!asked?.serviceKeyId) return false;
    const key = await ctx.db.serviceKey.findUnique({ where: { id: asked.serviceKeyId } });
    if (!key) return false;
    const secret = await open(ctx, placeOfKey(place.companyId, key.id), key.encryptedValue);
    if (!isSigned(text, secret, request.headers.get("x-request-signature"))) return false;
    const { status, body } = call.data;
    const read = status === 200 ? readFirm(body) : ({ outcome: "answered", values: [] } as const);
    const isNew = await settleQuestion(
      ctx,
      asked.id,
      read.outcome === "answered" ? { outcome: "answered", values: normaliseFound(read.values) } : read,
    );
    const { runId, prospectId } = asked;
    if (isNew) ctx.emit(enrichmentAnswered.create({ companyId: place.companyId, runId, prospectId, requestId: asked.id }), prospectId);
    return true;
  });
  if (!isBelieved) log({ level: "warn", msg: "an enrichment answer without a proof was sent away" });
  return answer(isBelieved ? 200 : 403);
}

function isSigned(text: string, secret: string, told: string | null): boolean {
  const [, kind, given] = /^(sha1|sha256)=([0-9a-f]{40,64})$/i.exec(told ?? "") ?? [];
  if (!kind || !given) return false;
  const [wanted, got] = [createHmac(kind.toLowerCase(), secret).update(text).digest(), Buffer.from(given, "hex")];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const answer = (status: number, headers?: Record<string, string>) => new Response(null, { status, headers });
