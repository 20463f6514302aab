import { PassThrough } from "node:stream";
import { isIP } from "node:net";
import { Client, FTPError } from "basic-ftp";
import { AppError } from "./errors";
import { publicAddressOf, refuseOutside, type OutsideRequest } from "./fetch-outside.server";
import { refuseInsideTransaction } from "./inside-transaction.server";

export interface FtpRequest extends Pick<OutsideRequest, "atMost" | "seconds" | "resolve"> {
  /** How the file was known last time; when it still is, nothing is fetched. */
  seen?: string;
  /** Where a checked address is reached; a server of one's own in tests. */
  reach?: (address: string, port: number) => { host: string; port: number; ca?: string };
}

export interface FtpAnswer {
  /** By its date and size, where the server tells them. */
  mark?: string;
  /** Read once. Ends with an AppError when it is too much or too slow. */
  bytes: AsyncIterable<Uint8Array>;
}

const secondsToAnswer = 20;
const ports = new Set(["", "21", "2121"]);

export const isFtpAddress = (text: string) => /^\s*ftps?:/i.test(text);

/**
 * An address of a file on an FTP server: ftps:// is encrypted (explicit TLS), ftp:// is not. Name and password may stand in it.
 * @throws AppError 'platform.outside.address_invalid' (422)
 */
export function readFtpAddress(text: string): URL {
  const whole = text.trim();
  if (whole.length > 2000 || !isFtpAddress(whole) || !URL.canParse(whole)) throw refuseOutside("address_invalid");
  const url = new URL(whole);
  const said = [url.username, url.password, url.pathname].map(decoded);
  // A line break in one of them would be a command of its own.
  if (!ports.has(url.port) || !url.hostname || said.some((part) => part === null || /\p{Cc}/u.test(part)) || /\/$/.test(url.pathname))
    throw refuseOutside("address_invalid");
  url.hash = url.search = "";
  return url;
}

/**
 * Gets a file from an FTP server that a user named. As over HTTP the name is resolved once, all its addresses must be of the open internet,
 * and both connections, for commands and for the file, go to the address that was checked. Not inside a transaction.
 * @returns null when the file is the one `seen` speaks of
 * @throws AppError 'platform.outside.…' (422): address_invalid, private, unknown_host, unreachable, login_refused, file_missing, too_large, too_slow
 */
export async function fetchFtp(address: string, { seen, ...request }: FtpRequest): Promise<FtpAnswer | null> {
  refuseInsideTransaction("fetchFtp");
  const url = readFtpAddress(address);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const checked = await publicAddressOf(host, request.resolve);
  const port = Number(url.port || 21);
  const { ca, ...place } = request.reach?.(checked, port) ?? { host: checked, port };
  const client = new Client(secondsToAnswer * 1000, { allowSeparateTransferHost: false });
  try {
    await client.access({
      ...place,
      ...(url.username && { user: decoded(url.username)!, password: decoded(url.password)! }),
      secure: url.protocol === "ftps:",
      // The certificate is held against the name, though the connection goes to the checked address.
      secureOptions: { host, ...(!isIP(host) && { servername: host }), ...(ca && { ca }) },
    });
    const path = decoded(url.pathname)!.replace(/^\//, "");
    const size = await client.size(path).catch((error: unknown) => forgiven(error, null));
    if (size !== null && size > request.atMost) throw tooLarge(request.atMost);
    const at = await client.lastMod(path).catch((error: unknown) => forgiven(error, null));
    const mark = at && size !== null ? `${at.toISOString()} ${size}` : undefined;
    if (mark && mark === seen) {
      client.close();
      return null;
    }
    return { mark, bytes: bytesOf(client, path, request) };
  } catch (error) {
    client.close();
    throw toldOf(error);
  }
}

async function* bytesOf(client: Client, path: string, { atMost, seconds = 300 }: FtpRequest): AsyncGenerator<Uint8Array> {
  const arriving = new PassThrough({ highWaterMark: 256 * 1024 });
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    client.close();
  }, seconds * 1000);
  const fetched = client.downloadTo(arriving, path).then(
    () => arriving.end(),
    (error: Error) => arriving.destroy(error),
  );
  let size = 0;
  try {
    for await (const piece of arriving) {
      size += (piece as Uint8Array).byteLength;
      if (size > atMost) throw tooLarge(atMost);
      yield piece as Uint8Array;
    }
    await fetched;
  } catch (error) {
    throw isLate ? refuseOutside("too_slow") : toldOf(error);
  } finally {
    clearTimeout(late);
    client.close();
    arriving.destroy();
    await fetched;
  }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Servers need not know the date or the size of a file. @throws what is no plain "no" of the server */
function forgiven<T>(error: unknown, otherwise: T): T {
  if (error instanceof FTPError && error.code >= 500 && error.code !== 530) return otherwise;
  throw error;
}

function toldOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof FTPError ? error.code : 0;
  if (code === 530 || code === 331 || code === 332) return refuseOutside("login_refused");
  if (code === 550 || code === 553) return refuseOutside("file_missing");
  return new AppError("platform.outside.unreachable", { status: 422, field: "address", cause: error });
}

const tooLarge = (atMost: number) => refuseOutside("too_large", { megabytes: Math.max(1, Math.round(atMost / 1024 / 1024)) });
