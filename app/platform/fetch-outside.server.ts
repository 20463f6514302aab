import { lookup } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { createGunzip } from "node:zlib";
import { AppError } from "./errors";
import { refuseInsideTransaction } from "./inside-transaction.server";
import { isPublicAddress } from "./public-address.rules";

export interface OutsideRequest {
  headers?: Record<string, string>;
  /** Bytes, counted as they are unpacked. */
  atMost: number;
  /** For the whole answer, from the first packet to the last byte. */
  seconds?: number;
  /** Lets an http:// address in; without it everything is encrypted. From https nothing is ever led to http. */
  plain?: boolean;
  /** How names become addresses. */
  resolve?: (name: string) => Promise<Array<string>>;
}

export interface OutsideAnswer {
  /** 200–299, or 304 where the request was conditional. */
  status: number;
  headers: IncomingMessage["headers"];
  /** Of the last redirect. */
  url: URL;
  /** Read once. Ends with an AppError when it is too much or too slow. */
  bytes: AsyncIterable<Uint8Array>;
}

const redirectsFollowed = 5;
const secondsToAnswer = 20;
const ports = new Set(["", "80", "443", "8080", "8443"]);

/**
 * Gets what somebody outside offers at an address that a user gave. The name is resolved once, every address it has must be of the open
 * internet, and the connection goes to the address that was checked, so that a name which answers differently the next time gains
 * nothing; each redirect is looked at the same way. What the answer says of its type is of no account. Not inside a transaction.
 * @throws AppError 'platform.outside.…' (422): address_invalid, insecure, private, unknown_host, unreachable, redirects, status, too_large, too_slow
 */
export async function fetchOutside(address: string | URL, request: OutsideRequest): Promise<OutsideAnswer> {
  refuseInsideTransaction("fetchOutside");
  const until = Date.now() + (request.seconds ?? 300) * 1000;
  let url = readAddress(String(address), request.plain ?? false);
  let headers: Record<string, string> = { ...request.headers };
  for (let hop = 0; hop <= redirectsFollowed; hop++) {
    const answer = await ask(url, headers, request, until);
    const { statusCode: status = 0 } = answer;
    const to = answer.headers.location;
    if ([301, 302, 303, 307, 308].includes(status) && to) {
      answer.destroy();
      if (!URL.canParse(to, url.href)) throw refuseOutside("address_invalid");
      const next = readAddress(new URL(to, url).href, (request.plain ?? false) && url.protocol === "http:");
      if (next.origin !== url.origin) headers = withoutSecrets(headers);
      url = next;
      continue;
    }
    const isUnchanged = status === 304 && Object.keys(headers).some((name) => /^if-/i.test(name));
    if ((status < 200 || status > 299) && !isUnchanged) {
      answer.destroy();
      throw refuseOutside("status", { status });
    }
    return { status, headers: answer.headers, url, bytes: bytesOf(answer, request.atMost, until) };
  }
  throw refuseOutside("redirects");
}

/**
 * An address as one types it; without a scheme it is https.
 * @throws AppError 'platform.outside.address_invalid' | 'platform.outside.insecure' (422)
 */
export function readAddress(text: string, plain: boolean): URL {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
  if (whole.length > 2000 || !URL.canParse(whole)) throw refuseOutside("address_invalid");
  const url = new URL(whole);
  if (url.protocol === "http:" && !plain) throw refuseOutside("insecure");
  if ((url.protocol !== "https:" && url.protocol !== "http:") || !ports.has(url.port) || url.hostname === "")
    throw refuseOutside("address_invalid");
  url.hash = "";
  return url;
}

/** The refusal of an address outside, or of what it gave. */
export const refuseOutside = (reason: string, values?: Record<string, number>) =>
  new AppError(`platform.outside.${reason}`, { status: 422, field: "address", values });

/** What was meant for one host is not for another. */
const withoutSecrets = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie|if-)/i.test(name)));

/**
 * One address out of those a name has, when all of them are public: one that is not tells of a trap.
 * @throws AppError 'platform.outside.unknown_host' | 'platform.outside.private' (422)
 */
export async function publicAddressOf(host: string, resolve = resolveByName): Promise<string> {
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
  if (addresses.length === 0) throw refuseOutside("unknown_host");
  if (!addresses.every(isPublicAddress)) throw refuseOutside("private");
  return addresses[0]!;
}

const resolveByName = async (name: string) => (await lookup(name, { all: true })).map(({ address }) => address);

async function ask(url: URL, headers: Record<string, string>, { resolve = resolveByName }: OutsideRequest, until: number) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const address = await publicAddressOf(host, resolve);
  const isSecure = url.protocol === "https:";
  const credentials = url.username || url.password ? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` : null;
  return new Promise<IncomingMessage>((done, fail) => {
    const asking = (isSecure ? https : http).request({
      // The checked address itself: nobody resolves the name a second time. The certificate is held against the name.
      host: address,
      port: url.port || (isSecure ? 443 : 80),
      ...(isSecure && !isIP(host) && { servername: host }),
      path: `${url.pathname}${url.search}`,
      method: "GET",
      agent: false,
      headers: {
        accept: "*/*",
        "accept-encoding": "identity",
        "user-agent": "Essor",
        ...(credentials && { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` }),
        ...headers,
        host: url.host,
      },
    });
    const late = setTimeout(
      () => asking.destroy(refuseOutside("too_slow")),
      Math.max(1, Math.min(secondsToAnswer * 1000, until - Date.now())),
    );
    asking.on("response", (answer) => {
      clearTimeout(late);
      done(answer);
    });
    asking.on("error", (error) => {
      clearTimeout(late);
      fail(
        error instanceof AppError ? error : new AppError("platform.outside.unreachable", { status: 422, field: "address", cause: error }),
      );
    });
    asking.end();
  });
}

async function* bytesOf(answer: IncomingMessage, atMost: number, until: number): AsyncGenerator<Uint8Array> {
  if (Number(answer.headers["content-length"] ?? 0) > atMost) {
    answer.destroy();
    throw tooLarge(atMost);
  }
  const late = setTimeout(() => answer.destroy(refuseOutside("too_slow")), Math.max(1, until - Date.now()));
  const isPacked = /^(x-)?gzip$/i.test(answer.headers["content-encoding"] ?? "");
  const gunzip = isPacked ? createGunzip({ chunkSize: 64 * 1024 }) : null;
  if (gunzip) {
    answer.on("error", (error) => gunzip.destroy(error));
    answer.pipe(gunzip);
  }
  let size = 0;
  try {
    for await (const piece of gunzip ?? answer) {
      size += (piece as Uint8Array).byteLength;
      if (size > atMost) throw tooLarge(atMost);
      yield piece as Uint8Array;
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("platform.outside.unreachable", { status: 422, field: "address", cause: error });
  } finally {
    clearTimeout(late);
    answer.destroy();
    gunzip?.destroy();
  }
}

const tooLarge = (atMost: number) => refuseOutside("too_large", { megabytes: Math.max(1, Math.round(atMost / 1024 / 1024)) });
