import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";

/** The week so far by mail, to the reader or to the team. */
export function SendNow({ mayTeam }: { mayTeam: boolean }) {
  const { t } = useTranslation("insights");
  return (
    <Form method="post" action="/reports/send-now" className="btn-group">
      {mayTeam && (
        <Button size="sm" name="to" value="team">
          {t("report.send_team")}
        </Button>
      )}
      <Button kind="primary" size="sm" icon={Send} name="to" value="me">
        {t("report.send_me")}
      </Button>
    </Form>
  );
}
