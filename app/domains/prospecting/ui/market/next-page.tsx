import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/controls/button";

/** The way to the rows after these, where there are any. */
export function NextPage({ to }: { to: string | null }) {
  const { t } = useTranslation("prospecting");
  if (!to) return null;
  return (
    <div className="pager row">
      <ButtonLink size="sm" className="push" to={to}>
        {t("market.next")}
      </ButtonLink>
    </div>
  );
}
