import { PenLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/controls/button";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

/** Nothing to read now: where drafts come from, and how many are on their way. */
export function NoDrafts({ drafting }: { drafting: number }) {
  const { t } = useTranslation("outreach");
  return (
    <ListPage title={t("drafts.title")}>
      <Empty icon={PenLine} title={t("drafts.empty.title")} action={<ButtonLink to="/campaigns">{t("drafts.empty.verb")}</ButtonLink>}>
        {drafting > 0 ? t("drafts.empty.writing", { count: drafting }) : t("drafts.empty.text")}
      </Empty>
    </ListPage>
  );
}
