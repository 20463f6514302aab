import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { formDataOf } from "~/platform/forms.server";
import { safeNext } from "~/platform/next-path";
import { isLanguage } from "~/platform/i18n";
import { languageCookie } from "~/platform/i18n.server";
import { sessionOf } from "~/platform/session.server";
import { asUser } from "~/platform/tenancy.server";
import { isTheme, sidebarCookie, themeCookie } from "~/ui/shell/theme";

/** How somebody likes to see Essor: kept in cookies, so that the first byte is right; the language also with the person, for mails. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await formDataOf(request);
  const [theme, language, sidebar] = [form.get("theme"), form.get("language"), form.get("sidebar")];
  const headers = new Headers();
  if (isTheme(theme)) headers.append("Set-Cookie", themeCookie(theme));
  if (sidebar !== null) headers.append("Set-Cookie", sidebarCookie(sidebar === "folded"));
  if (isLanguage(language)) {
    headers.append("Set-Cookie", await languageCookie.serialize(language));
    const session = await sessionOf(request);
    if (session) await asUser(session.userId, ({ db, userId }) => db.user.update({ where: { id: userId }, data: { language } }));
  }
  const returnTo = form.get("returnTo");
  return returnTo === null ? new Response(null, { status: 204, headers }) : redirect(safeNext(returnTo), { headers });
}
