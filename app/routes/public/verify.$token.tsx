import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { verifyEmail } from "~/domains/identity/account/verify-email.server";
import { enter } from "~/domains/identity/security/enter.server";
import { tokenByDigest } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { digest } from "~/platform/tokens.server";
import { LinkPage } from "~/routes/link-page";

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
  const { t } = useTranslation("identity");
  return (
    <LinkPage
      isOpen={isOpen}
      refused={useActionData<typeof action>()}
      title={t("verify.title")}
      purpose={t("verify.purpose")}
      verb={t("verify.verb")}
      kind="primary"
      again={{ to: "/login", label: t("verify.again") }}
    />
  );
}
