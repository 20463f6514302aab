import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { enter } from "~/domains/identity/security/enter.server";
import { giveFactor } from "~/domains/identity/security/give-factor.server";
import { endHalfWay, halfWayOf } from "~/domains/identity/security/half-way.server";
import { warnOfFewCodes } from "~/domains/identity/security/warn-of-few-codes.server";
import { factorsOf } from "~/domains/identity/security/security.queries.server";
import { GiveFactor } from "~/domains/identity/security/security.schema";
import { passkeyToUse } from "~/domains/identity/security/use-passkey.server";
import { AppError } from "~/platform/errors";
import { readForm } from "~/platform/forms.server";
import { asUser } from "~/platform/tenancy.server";
import { FactorQuestion } from "~/routes/factor-question";
import { OutsidePage } from "~/routes/outside-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const halfWay = await halfWayOf(request);
  if (!halfWay) throw redirect("/login");
  const { app, passkeys, codes } = await asUser(halfWay.userId, ({ db }) => factorsOf(db, halfWay.userId));
  const passkey = passkeys > 0 ? await passkeyToUse(halfWay.userId) : null;
  return data(
    { app, codes: codes > 0, passkey: passkey?.options ?? null },
    { headers: passkey ? { "Set-Cookie": passkey.cookie } : undefined },
  );
}

export async function action({ request, context }: ActionFunctionArgs) {
  const halfWay = await halfWayOf(request);
  if (!halfWay) throw redirect("/login");
  const form = await readForm(request, GiveFactor);
  if (!form.ok) return form.refusal;
  const { userId } = halfWay;
  const { clientAddress } = context;
  return form.attempt(async () => {
    if (form.value.with === "password") throw new AppError("identity.second.refused", { status: 422 });
    const codesLeft = await giveFactor(request, { userId, clientAddress, given: form.value });
    const forgotten = await endHalfWay(halfWay);
    if (!forgotten) throw redirect("/login");
    const headers = [forgotten, ...(await warnOfFewCodes(codesLeft))];
    return enter(
      request,
      { userId, companyId: await firstCompanyOf(userId) },
      { clientAddress, next: form.value.next, isStrong: true, headers },
    );
  });
}

export default function SecondFactor() {
  const ways = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  return (
    <OutsidePage title={t("security.second.title")} purpose={t("security.second.purpose")}>
      <div className="stack g5">
        <FactorQuestion {...ways} answer={useActionData<typeof action>()} />
        <Link className="link" to="/login">
          {t("forgot.back")}
        </Link>
      </div>
    </OutsidePage>
  );
}
