import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { verifyEmail } from "~/domains/identity/account/verify-email.server";
import { enter } from "~/domains/identity/security/enter.server";
import { tokenByDigest } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { errorKey } from "~/platform/i18n";
import { digest } from "~/platform/tokens.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { FormErrors } from "~/ui/forms/form-errors";

export const handle = { words: ["identity"] };

/** Mail scanners open links, so opening changes nothing: the button does. */
export async function loader({ params }: LoaderFunctionArgs) {
  return { isOpen: (await tokenByDigest("verify_email", digest(params.token ?? ""))) !== null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  try {
    const { userId } = await verifyEmail(params.token ?? "");
    const companyId = await firstCompanyOf(userId);
    return await enter(request, { userId, companyId }, { clientAddress: context.clientAddress });
  } catch (error) {
    if (error instanceof AppError) return data({ code: error.code }, { status: 422 });
    throw error;
  }
}

export default function Verify() {
  const { isOpen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { t } = useTranslation("identity");
  const busy = useNavigation().state !== "idle";
  if (!isOpen && !busy)
    return (
      <OutsidePage title={t("verify.title")} purpose={t("error.token.expired")}>
        <Link className="link" to="/login">
          {t("verify.again")}
        </Link>
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("verify.title")} purpose={t("verify.purpose")}>
      <Form method="post" className="stack g5">
        <FormErrors faults={refused ? [{ message: t(errorKey(refused.code)) }] : []} title="" />
        <Button kind="primary" size="lg" block busy={busy}>
          {t("verify.verb")}
        </Button>
      </Form>
    </OutsidePage>
  );
}
