import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { denyLogIn } from "~/domains/identity/security/deny-log-in.server";
import { tokenByDigest } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { takeRates } from "~/platform/rates.server";
import { digest } from "~/platform/tokens.server";
import { LinkPage } from "~/routes/link-page";

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
  const { t } = useTranslation("identity");
  return (
    <LinkPage
      isOpen={isOpen}
      refused={useActionData<typeof action>()}
      title={t("security.not_me.title")}
      purpose={t("security.not_me.purpose")}
      verb={t("security.not_me.verb")}
      kind="danger-solid"
      again={{ to: "/forgot", label: t("reset.again") }}
    />
  );
}
