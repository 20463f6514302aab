import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { giveFactor } from "~/domains/identity/security/give-factor.server";
import { factorsOf } from "~/domains/identity/security/security.queries.server";
import { GiveFactor } from "~/domains/identity/security/security.schema";
import { passkeyToUse } from "~/domains/identity/security/use-passkey.server";
import { warnOfFewCodes } from "~/domains/identity/security/warn-of-few-codes.server";
import { readForm } from "~/platform/forms.server";
import { requireUser } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { isProven } from "~/platform/second-factor.server";
import { renewSession } from "~/platform/session.server";
import { asUser } from "~/platform/tenancy.server";
import { FactorQuestion } from "~/routes/factor-question";
import { OutsidePage } from "~/routes/outside-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await requireUser(request);
  if (isProven(session)) throw redirect(safeNext(new URL(request.url).searchParams.get("next")));
  const { userId } = session;
  const { app, passkeys, codes, any } = await asUser(userId, ({ db }) => factorsOf(db, userId));
  const passkey = passkeys > 0 ? await passkeyToUse(userId) : null;
  return data(
    { app, codes: codes > 0, passkey: passkey?.options ?? null, password: !any },
    { headers: passkey ? { "Set-Cookie": passkey.cookie } : undefined },
  );
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { userId } = await requireUser(request);
  const form = await readForm(request, GiveFactor);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const codesLeft = await giveFactor(request, { userId, clientAddress: context.clientAddress, given: form.value });
    const cookies = [
      await renewSession(request, { userId, isStrong: form.value.with !== "password" }),
      ...(await warnOfFewCodes(codesLeft)),
    ];
    return redirect(safeNext(form.value.next), { headers: cookies.map((line): [string, string] => ["Set-Cookie", line]) });
  });
}

export default function Confirm() {
  const ways = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  return (
    <OutsidePage
      title={t("security.confirm.title")}
      purpose={t(ways.password ? "security.confirm.by_password" : "security.confirm.purpose")}
    >
      <FactorQuestion {...ways} answer={useActionData<typeof action>()} />
    </OutsidePage>
  );
}
