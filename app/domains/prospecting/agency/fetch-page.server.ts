import iconv from "iconv-lite";
import { AppError } from "~/platform/errors";
import { fetchOutside, type OutsideRequest } from "~/platform/fetch-outside.server";
import type { FetchedPage } from "./site-signs.rules";

/** A first page is seldom a tenth of it. */
const atMostBytes = 3 * 1024 * 1024;
const secondsForAPage = 25;

/**
 * Fetches the first page of a website: http is let in, since whether a site is encrypted is part of the question. What comes is judged by
 * its content, not by what it calls itself.
 * @throws AppError 'platform.outside.…' | 'prospecting.site.not_a_page' (422)
 */
export async function fetchPage(address: string, resolve?: OutsideRequest["resolve"]): Promise<FetchedPage> {
  const began = performance.now();
  const answer = await fetchOutside(address, {
    plain: true,
    atMost: atMostBytes,
    seconds: secondsForAPage,
    headers: { accept: "text/html,application/xhtml+xml;q=0.9" },
    resolve,
  });
  const pieces: Array<Uint8Array> = [];
  for await (const piece of answer.bytes) pieces.push(piece);
  const milliseconds = performance.now() - began;
  const html = textOf(Buffer.concat(pieces), String(answer.headers["content-type"] ?? ""));
  if (!/<(?:!doctype html|html|head|body|title|meta)[\s>]/i.test(html.slice(0, 20_000)))
    throw new AppError("prospecting.site.not_a_page", { status: 422 });
  return { url: answer.url.href, milliseconds, html };
}

function textOf(bytes: Buffer, contentType: string): string {
  const said =
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? /charset=["']?([\w-]+)/i.exec(bytes.subarray(0, 2048).toString("latin1"))?.[1];
  return iconv.decode(bytes, said && iconv.encodingExists(said) ? said : "utf-8");
}
