import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { denyLogIn } from "~/domains/identity/security/deny-log-in.server";
import { tokenByDigest } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { errorKey } from "~/platform/i18n";
import { takeRates } from "~/platform/rates.server";
import { digest } from "~/platform/tokens.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { FormErrors } from "~/ui/forms/form-errors";

export const handle = { words: ["identity"] };

/** Mail scanners open links, so opening changes nothing: the button does. */
export async function loader({ params }: LoaderFunctionArgs) {
  return { isOpen: (await tokenByDigest("not_me", digest(params.token ?? ""))) !== null };
}

export async function action({ params, context }: ActionFunctionArgs) {
  try {
    await takeRates({ "reset.address": context.clientAddress });
    return redirect(`/reset/${await denyLogIn(params.token ?? "")}`);
  } catch (error) {
    if (error instanceof AppError) return data({ code: error.code }, { status: 422 });
    throw error;
  }
}

export default function NotMe() {
  const { isOpen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { t } = useTranslation("identity");
  const busy = useNavigation().state !== "idle";
  if (!isOpen && !busy)
    return (
      <OutsidePage title={t("security.not_me.title")} purpose={t("error.token.expired")}>
        <Link className="link" to="/forgot">
          {t("reset.again")}
        </Link>
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("security.not_me.title")} purpose={t("security.not_me.purpose")}>
      <Form method="post" className="stack g5">
        <FormErrors faults={refused ? [{ message: t(errorKey(refused.code)) }] : []} title="" />
        <Button kind="danger-solid" size="lg" block busy={busy}>
          {t("security.not_me.verb")}
        </Button>
      </Form>
    </OutsidePage>
  );
}
