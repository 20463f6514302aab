import { http, HttpResponse, passthrough } from "msw";
import { setupServer } from "msw/node";

/**
 * Vendors in development, faked at the network: the model answers from the facts it is given, mail stays in the local mailbox,
 * and anything else that would leave this machine is an error. Loaded by `npm run dev` before the server.
 */
process.env.OPENAI_API_KEY = "sk-development";

interface Question {
  model: string;
  messages: Array<{ role: string; content: string }>;
}

const isOurs = (url: string) => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

setupServer(
  http.post("https://api.openai.com/v1/chat/completions", async ({ request }) => {
    const { model, messages } = (await request.json()) as Question;
    const facts = JSON.parse(/<facts>\n(.*)\n<\/facts>/.exec(messages.at(-1)?.content ?? "")?.[1] ?? "{}") as Record<string, string>;
    return HttpResponse.json({
      id: `chatcmpl-${crypto.randomUUID()}`,
      object: "chat.completion",
      model,
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: JSON.stringify(draftFrom(facts)) } }],
      usage: { prompt_tokens: 420, completion_tokens: 180, total_tokens: 600 },
    });
  }),
  http.all("*", ({ request }) => (isOurs(request.url) ? passthrough() : HttpResponse.error())),
).listen({ onUnhandledRequest: "bypass" });

/** A draft that cites what it was given, as a well-behaved model would. */
function draftFrom(facts: Record<string, string>) {
  const whom = facts["prospect.organizationName"] ?? facts["prospect.firstName"] ?? "";
  const benefit = facts["product.benefit.1"] ?? facts["product.name"] ?? "";
  const evidence = [
    ["prospect.organizationName", whom],
    ["product.benefit.1", benefit],
  ].flatMap(([key, quote]) => (key! in facts ? [{ key, quote }] : []));
  return {
    subject: `Une idée pour ${whom}`,
    preview: benefit,
    paragraphs: [
      `Bonjour ${facts["prospect.firstName"] ?? ""},`.replace(" ,", ","),
      `Je vous écris à propos de ${whom}. Voici ce que nous pouvons vous apporter : ${benefit}.`,
      "Auriez-vous un moment cette semaine pour en parler ?",
    ],
    evidence,
  };
}
