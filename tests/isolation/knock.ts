import { Agent, type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { readFileSync } from "node:fs";

/** Files of routes that are there, under app/routes. */
export const routeFiles = Object.keys(import.meta.glob(["/app/routes/*/**/*.{ts,tsx}"]))
  .map((path) => path.replace("/app/routes/", ""))
  .sort();

export const hasDoor = (file: string, kind: "loader" | "action") =>
  new RegExp(`export (?:async function|const) ${kind}\\b`).test(readFileSync(`app/routes/${file}`, "utf8"));
export const hasPage = (file: string) => /export default /.test(readFileSync(`app/routes/${file}`, "utf8"));

export interface Knock {
  method: string;
  /** As it goes over the wire: nothing is tidied on the way. */
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

export interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Body, headers and what is packed in cookies: all that the other side learns. */
  told: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** One request over a real socket. */
export function knock(port: number, { method, path, headers = {}, body }: Knock): Promise<Heard> {
  return new Promise((heard, broken) => {
    const length = body ? { "content-length": String(body.byteLength) } : {};
    const request = httpRequest(
      { host: "127.0.0.1", port, method, path, agent, headers: { host: `localhost:${port}`, ...length, ...headers } },
      (answer) => {
        const parts: Array<Buffer> = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", broken);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          const cookies = (answer.headers["set-cookie"] ?? []).map((line) => unpacked(line.split(/[=;]/)[1] ?? ""));
          heard({
            status: answer.statusCode!,
            headers: answer.headers,
            body: text,
            told: [text, answer.rawHeaders.join(" "), ...cookies].join("\n"),
          });
        });
      },
    );
    request.setTimeout(60_000, () => request.destroy(new Error(`${method} ${path.slice(0, 200)}: no answer within a minute`)));
    request.on("error", broken);
    request.end(body);
  });
}

function unpacked(value: string): string {
  try {
    return Buffer.from(decodeURIComponent(value), "base64").toString("utf8");
  } catch {
    return value;
  }
}

/** A form as a browser sends it. */
export async function bodyOf(form: FormData | Record<string, string | Array<string>>): Promise<{ body: Buffer; type: string }> {
  const sent = new Response(
    form instanceof FormData
      ? form
      : new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))),
  );
  return { body: Buffer.from(await sent.arrayBuffer()), type: sent.headers.get("content-type")! };
}
