import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { now } from "~/platform/clock";
import { requireUser } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { OutsidePage } from "~/routes/outside-page";
import { ButtonLink } from "~/ui/controls/button";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity"] };

/** Where the company's rule leads whoever has no second factor yet; past his seven days there is no way round. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { factorDueAt, hasFactor } = await requireUser(request);
  const next = safeNext(new URL(request.url).searchParams.get("next"));
  if (hasFactor) throw redirect(next);
  return { next, dueAt: factorDueAt, mayWait: !factorDueAt || factorDueAt > now() };
}

export default function Enrol() {
  const { next, dueAt, mayWait } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const format = useFormat();
  const on = `?next=${encodeURIComponent(next)}`;
  const purpose = mayWait && dueAt ? t("security.enrol.until", { date: format.date(dueAt) }) : t("security.enrol.purpose");
  return (
    <OutsidePage title={t("security.enrol.title")} purpose={purpose}>
      <div className="stack g4">
        <ButtonLink kind="primary" size="lg" block to={`/security/app${on}`} prefetch="none">
          {t("security.app.add")}
        </ButtonLink>
        <ButtonLink size="lg" block to={`/security/passkey${on}`} prefetch="none">
          {t("security.passkey.add")}
        </ButtonLink>
        {mayWait && (
          <Link className="link" to={next}>
            {t("security.enrol.later")}
          </Link>
        )}
      </div>
    </OutsidePage>
  );
}
