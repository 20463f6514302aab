import { createCookie, redirect } from "@remix-run/node";
import { nameFields } from "./database/name-fields.server";
import { AppError } from "./errors";
import { errorKey } from "./i18n";

/** What the last act did, told once on the next page. `undo` is a form the toast offers: a path and its fields. */
export interface Notice {
  /** A translation key with its namespace: 'outreach:notice.paused'. */
  code: string;
  values?: Record<string, string | number>;
  tone?: "success" | "danger";
  undo?: { action: string; fields: Record<string, string> };
}

const cookie = createCookie("notice", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 60 });

/** The Set-Cookie header that tells it on the next page. */
export const noticeCookie = (notice: Notice) => cookie.serialize(notice);

export async function redirectWithNotice(path: string, notice: Notice, headers: Array<[string, string]> = []) {
  return redirect(path, { headers: [...headers, ["Set-Cookie", await noticeCookie(notice)]] });
}

/** The notice that waits for this request, and the header that forgets it. */
export async function takeNotice(request: Request): Promise<{ notice: Notice | null; headers: Record<string, string> }> {
  const notice = (await cookie.parse(request.headers.get("cookie"))) as Notice | null;
  if (notice) notice.values = await nameFields(request, notice);
  return { notice, headers: notice ? { "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) } : {} };
}

/** Runs the deed of a button without a form of its own; an expected refusal is told on the page it came from. */
export async function redirectWithRefusal(page: string, deed: () => Promise<Response>) {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof AppError) || error.detail.status === 404 || error.detail.status === 403) throw error;
    return redirectWithNotice(page, { code: errorKey(error.code), values: error.detail.values, tone: "danger" });
  }
}
