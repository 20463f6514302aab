import { useTranslation } from "react-i18next";
import { Ident } from "~/ui/controls/avatar";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { useFormat } from "~/ui/words";
import { roleName } from "./role-name";

interface Invitation {
  id: string;
  email: string;
  language: string;
  expiresAt: Date | string;
  isExpired: boolean;
  role: { key: string; name: string | null };
}

/** Who was asked and has not come: sent again with a new link, or taken back. */
export function InvitationList({ invitations, mayInvite }: { invitations: Array<Invitation>; mayInvite: boolean }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <ul className="plain stack g3">
      {invitations.map(({ id, email, language, role, expiresAt, isExpired }) => (
        <li key={id} className="row g3">
          <Ident name={email} note={t(`settings.team_page.${isExpired ? "expired" : "expires"}`, { date: format.date(expiresAt) })} />
          <span className="push row g3">
            <span className="meta muted hide-s">{t(`language.${language}`)}</span>
            <Badge tone={isExpired ? "warning" : "neutral"}>{roleName(t, role)}</Badge>
            {mayInvite && (
              <>
                <Form method="post" action={`/settings/invitations/${id}/resend`}>
                  <Button kind="quiet" size="sm" aria-label={t("settings.team_page.resend_to", { email })}>
                    {t("settings.team_page.resend")}
                  </Button>
                </Form>
                <Form method="post" action={`/settings/invitations/${id}/revoke`}>
                  <Button kind="quiet" size="sm" aria-label={t("settings.team_page.revoke_to", { email })}>
                    {t("settings.team_page.revoke")}
                  </Button>
                </Form>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
