import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, idFrom } from "~/platform/params.server";
import { findLocalMailById } from "~/platform/vendors/mailbox.server";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { AppError } from "~/platform/errors";

/** Untrusted by rule, though our own: no script, no request, an origin of its own even when it is opened by itself. Links open beside it. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The HTML part of a mail of the local mailbox, for the frame of its page. */
export async function loader({ params }: LoaderFunctionArgs) {
  if (mailTransport() !== "mailbox") throw new AppError("platform.record.unknown", { status: 404 });
  const { html } = found(await findLocalMailById(idFrom(params.mailId)));
  return new Response(html.replace(/<a /g, '<a target="_blank" rel="noopener noreferrer" '), {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "X-Frame-Options": "SAMEORIGIN",
      "Cache-Control": "private, no-store",
    },
  });
}
