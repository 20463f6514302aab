import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { factorsOfUser } from "~/domains/identity/security/added-factor.server";
import { issueRecoveryCodes } from "~/domains/identity/security/recovery-codes.server";
import { RecoveryCodes } from "~/domains/identity/ui/recovery-codes";
import { safeNext } from "~/platform/next-path";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { Callout } from "~/ui/surfaces/card";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const { userId } = await requireSecondFactor(request);
  const { any, codes } = await factorsOfUser(userId);
  return { hasFactor: any, left: codes };
}

/** New codes; the old ones end. Codes are a way back to a second factor: without one there are none. */
export async function action({ request }: ActionFunctionArgs) {
  const { userId, companyId } = await requireSecondFactor(request);
  if (!(await factorsOfUser(userId)).any) return data({ codes: null });
  const codes = await asUser(userId, ({ db }) => issueRecoveryCodes(db, userId));
  if (companyId)
    await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) =>
      ctx.audit({ action: "recovery_codes.renewed", about: { type: "user", id: userId } }),
    );
  return data({ codes });
}

export default function Codes() {
  const { hasFactor, left } = useLoaderData<typeof loader>();
  const codes = useActionData<typeof action>()?.codes;
  const { t } = useTranslation("identity");
  const [params] = useSearchParams();
  const busy = useNavigation().state !== "idle";
  const next = safeNext(params.get("next") ?? "/settings/security");
  if (codes)
    return (
      <OutsidePage title={t("security.codes.title")} purpose={t("security.codes.purpose")}>
        <div className="stack g5">
          <RecoveryCodes codes={codes} />
          <ButtonLink kind="primary" size="lg" block to={next}>
            {t("security.codes.kept")}
          </ButtonLink>
        </div>
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("security.codes.title")} purpose={t("security.codes.purpose")}>
      {hasFactor ? (
        <Form method="post" className="stack g5">
          {left > 0 && <Callout tone="warning">{t("security.codes.replaces", { count: left })}</Callout>}
          <Button kind="primary" size="lg" block busy={busy}>
            {t("security.codes.make")}
          </Button>
        </Form>
      ) : (
        <div className="stack g5">
          <p>{t("security.codes.factor_first")}</p>
          <ButtonLink kind="primary" size="lg" block to="/security/enrol">
            {t("security.app.add")}
          </ButtonLink>
        </div>
      )}
    </OutsidePage>
  );
}
