import { delay, http, HttpResponse } from "msw";
import { rereadEnv } from "~/platform/env.server";
import { network } from "~tests/setup/network";

const address = "https://api.openai.com/v1/chat/completions";

export interface Asked {
  system: string;
  user: string;
  /** What stood between the marks of the facts. */
  facts: Record<string, string>;
  format: { type: string; json_schema: { name: string; strict: boolean; schema: Record<string, unknown> } };
}

/** What the model answers: a value to send as JSON, a status to fail with, or raw words. */
export type Says = { value: unknown } | { status: number } | { raw: string } | { forMs: number };

/**
 * The model at the network, for one test: `says` is asked for each call. Returns what it was asked, in order.
 * Failures tell the SDK to try again at once.
 */
export function fakeOpenai(
  says: (asked: Asked, call: number) => Says | Promise<Says>,
  { promptTokens = 400, completionTokens = 200 } = {},
) {
  const calls: Array<Asked> = [];
  network.use(
    http.post(address, async ({ request }) => {
      const body = (await request.json()) as { messages: Array<{ content: string }>; response_format: Asked["format"]; model: string };
      const [system, user] = body.messages.map(({ content }) => content) as [string, string];
      const asked = { system, user, facts: JSON.parse(/<facts>\n(.*)\n<\/facts>/.exec(user)![1]!), format: body.response_format };
      calls.push(asked);
      const answer = await says(asked, calls.length - 1);
      if ("forMs" in answer) await delay(answer.forMs);
      // Without a body: the SDK lets go of it before it tries again, which never ends on one that msw has copied.
      if ("status" in answer) return new HttpResponse(null, { status: answer.status, headers: { "retry-after-ms": "1" } });
      const content = "raw" in answer ? answer.raw : "value" in answer ? JSON.stringify(answer.value) : "";
      return HttpResponse.json({
        id: "chatcmpl-1",
        object: "chat.completion",
        model: body.model,
        choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }],
        usage: { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: promptTokens + completionTokens },
      });
    }),
  );
  return calls;
}

/** Connects the product to the (faked) model while `work` runs. */
export async function withOpenai<T>(work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, { OPENAI_API_KEY: "sk-test", OPENAI_MODEL: "gpt-4.1-mini", VENDORS: "" });
  rereadEnv();
  try {
    return await work();
  } finally {
    for (const name of ["OPENAI_API_KEY", "OPENAI_MODEL", "VENDORS"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    rereadEnv();
  }
}

/** A good answer from the facts it was given. */
export function aGoodDraft({ facts }: Asked) {
  const org = facts["prospect.organizationName"]!;
  const benefit = facts["product.benefit.1"]!;
  return {
    subject: `Une idée pour ${org}`,
    preview: benefit,
    paragraphs: [
      `Bonjour ${facts["prospect.firstName"]},`,
      `Je vous écris parce que ${org} travaille à ${facts["prospect.city"]}, et que notre offre s'adresse à des équipes comme la vôtre.`,
      `Ce que vous y gagnez : ${benefit}. Auriez-vous un moment cette semaine pour en parler ?`,
      `Bien à vous,\n${facts["sender.company"]}`,
    ],
    evidence: [
      { key: "prospect.organizationName", quote: org },
      { key: "product.benefit.1", quote: benefit },
    ],
  };
}
