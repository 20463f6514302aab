import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Ident } from "~/ui/controls/avatar";
import { Badge } from "~/ui/controls/badge";
import { useFormat } from "~/ui/words";
import { nameOf } from "../member/member.rules";
import { roleName } from "./role-name";

interface Member {
  id: string;
  isActive: boolean;
  isOwner: boolean;
  acceptedAt: Date | string | null;
  deactivatedAt: Date | string | null;
  role: { key: string; name: string | null };
  user: { id: string; email: string; firstName: string | null; lastName: string | null };
}

/** People of a company, or those who went. `linked`: each leads to his page. */
export function MemberList({ members, me, linked }: { members: Array<Member>; me: string; linked: boolean }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <ul className="plain stack g3">
      {members.map(({ id, isActive, isOwner, role, acceptedAt, deactivatedAt, user }) => {
        const name = nameOf(user);
        const since = isActive
          ? acceptedAt && t("settings.team_page.since", { date: format.date(acceptedAt) })
          : deactivatedAt && t("member.gone_since", { date: format.date(deactivatedAt) });
        return (
          <li key={id} className="row g3">
            <Ident name={name} note={user.email} />
            <span className="push row g3">
              {user.id === me && <span className="muted">{t("settings.team_page.you")}</span>}
              {since && <span className="meta muted hide-s">{since}</span>}
              <Badge tone={isOwner ? "accent" : "neutral"}>{roleName(t, role)}</Badge>
              {linked && (
                <Link className="link" to={`/settings/team/${id}`} aria-label={t("member.manage_of", { name })}>
                  {t("member.manage")}
                </Link>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
