import { createCookie, redirect } from "@remix-run/node";

/** What the last act did, told once on the next page. `undo` is a form the toast offers: a path and its fields. */
export interface Notice {
  /** A translation key with its namespace: 'outreach:notice.paused'. */
  code: string;
  values?: Record<string, string | number>;
  tone?: "success" | "danger";
  undo?: { action: string; fields: Record<string, string> };
}

const cookie = createCookie("notice", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 60 });

export async function redirectWithNotice(path: string, notice: Notice, headers: Array<[string, string]> = []) {
  return redirect(path, { headers: [...headers, ["Set-Cookie", await cookie.serialize(notice)]] });
}

/** The notice that waits for this request, and the header that forgets it. */
export async function takeNotice(request: Request): Promise<{ notice: Notice | null; headers: Record<string, string> }> {
  const notice = (await cookie.parse(request.headers.get("cookie"))) as Notice | null;
  return { notice, headers: notice ? { "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) } : {} };
}
