import type { LoaderFunctionArgs } from "@remix-run/node";
import { logoOf } from "~/domains/identity/branding/logo-address.server";

/** The logo of a company, for mails and public pages. Its type is what its bytes said when it came in; nothing in it may run. */
export async function loader({ params }: LoaderFunctionArgs) {
  const logo = await logoOf(params.token!);
  if (!logo) return new Response(null, { status: 404 });
  return new Response(logo.bytes, {
    headers: {
      "Content-Type": logo.contentType,
      "Cache-Control": "public, max-age=86400, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
