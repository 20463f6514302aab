import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { enter } from "~/domains/identity/security/enter.server";
import { findOutside, joinOutside, journeyCookie, linkCookie, mayJoin } from "~/domains/identity/security/outside-log-in.server";
import { AppError } from "~/platform/errors";
import { errorKey } from "~/platform/i18n";
import { log } from "~/platform/logger";
import { redirectWithNotice } from "~/platform/notice.server";
import { sessionOf } from "~/platform/session.server";
import { finishOutsideLogIn, type OutsidePerson } from "~/platform/vendors/open-id.server";
import { OutsidePage } from "~/routes/outside-page";

export const handle = { words: ["identity"] };

/** Where Google or Microsoft sends a person back to. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { clientAddress } = context;
  const { searchParams } = new URL(request.url);
  const journey = await journeyCookie().read(request);
  const forgotten = await journeyCookie().forget();
  const tell = (code: string) => data({ code }, { status: 422, headers: { "Set-Cookie": forgotten } });
  if (!journey || journey.provider !== params.provider || searchParams.get("state") !== journey.state) return tell("identity.outside.lost");
  const person = await comeBack(searchParams.get("code"), journey);
  if (!person) return tell("identity.outside.refused");

  if (journey.joins) return join(request, person, journey.joins, forgotten).catch(said(tell));
  const userId = await findOutside(person);
  if (userId)
    return enter(request, { userId, companyId: await firstCompanyOf(userId) }, { clientAddress, next: journey.next, headers: [forgotten] });
  if (!(await mayJoin(person))) return tell("identity.outside.nobody");
  const { provider, subject, email } = person;
  const kept = await linkCookie().keep({ provider, subject, email: email!, next: journey.next });
  return redirect("/login/join", {
    headers: [
      ["Set-Cookie", forgotten],
      ["Set-Cookie", kept],
    ],
  });
}

async function comeBack(code: string | null, journey: Parameters<typeof finishOutsideLogIn>[1]): Promise<OutsidePerson | null> {
  if (!code) return null;
  try {
    return await finishOutsideLogIn(code, journey);
  } catch (error) {
    log({ level: "warn", msg: "outside log-in refused", provider: journey.provider, reason: (error as Error).name });
    return null;
  }
}

/** He who set out logged in must be the one who comes back. */
async function join(request: Request, person: OutsidePerson, userId: string, forgotten: string) {
  if ((await sessionOf(request))?.userId !== userId) throw new AppError("identity.outside.lost");
  await joinOutside(userId, person);
  return redirectWithNotice("/settings/security", { code: "identity:security.outside.joined" }, [["Set-Cookie", forgotten]]);
}

const said =
  <Answer,>(tell: (code: string) => Answer) =>
  (error: unknown): Answer => {
    if (error instanceof AppError) return tell(error.code);
    throw error;
  };

export default function CameBack() {
  const { code } = useLoaderData<typeof loader>() as { code: string };
  const { t } = useTranslation("identity");
  return (
    <OutsidePage title={t("security.outside.not_in")} purpose={t(errorKey(code))}>
      <Link className="link" to="/login">
        {t("forgot.back")}
      </Link>
    </OutsidePage>
  );
}
