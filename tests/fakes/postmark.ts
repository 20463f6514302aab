import { http, HttpResponse } from "msw";

/** What the fake does with the next call: accepts it, accepts it and loses the answer, loses the call, or answers as Postmark does when it will not. */
export type Fault = "accept" | "lose answer" | "lose call" | "inactive" | "invalid" | "no sender" | "busy" | "broken";

interface Accepted {
  MessageID: string;
  To: string;
  Metadata: Record<string, string>;
  Headers: Array<{ Name: string; Value: string }>;
  [field: string]: unknown;
}

/** Postmark at the network: counts what it took, and fails in the ways asked for, one a call; then accepts. */
export function fakePostmark(faults: Fault[] = []) {
  const taken: Accepted[] = [];
  const asked: string[] = [];
  let calls = 0;
  const refuse = (status: number, ErrorCode: number, Message: string) => HttpResponse.json({ ErrorCode, Message }, { status });
  const handlers = [
    http.post("https://api.postmarkapp.com/email", async ({ request }) => {
      const mail = (await request.json()) as Accepted;
      const fault = faults[calls++] ?? "accept";
      if (fault === "lose call") return HttpResponse.error();
      if (fault === "inactive") return refuse(422, 406, "You tried to send to a recipient that has been marked as inactive.");
      if (fault === "invalid") return refuse(422, 300, "Invalid 'To' address.");
      if (fault === "no sender") return refuse(422, 400, "The 'From' address is not a Sender Signature on your account.");
      if (fault === "busy") return refuse(429, 429, "Rate limit exceeded");
      const MessageID = crypto.randomUUID();
      taken.push({ ...mail, MessageID });
      if (fault === "lose answer") return HttpResponse.error();
      if (fault === "broken") return refuse(500, 0, "Internal Server Error");
      return HttpResponse.json({ To: mail.To, SubmittedAt: new Date().toISOString(), MessageID, ErrorCode: 0, Message: "OK" });
    }),
    http.get("https://api.postmarkapp.com/messages/outbound", ({ request }) => {
      const query = new URL(request.url).searchParams;
      const ownId = query.get("metadata_essor-id")!;
      asked.push(`${query.get("messageStream")} ${ownId}`);
      const Messages = taken.filter(({ Metadata }) => Metadata["essor-id"] === ownId);
      return HttpResponse.json({ TotalCount: Messages.length, Messages });
    }),
  ];
  return {
    handlers,
    taken,
    /** Lookups, as "stream id". */
    asked,
    get calls() {
      return calls;
    },
  };
}
