import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { nounOf, type Permission, permissions, type Scope } from "~/platform/permissions";
import { choosesScope } from "../role/role.schema";
import { Table } from "~/ui/data/table";
import { mayKey } from "./right-choices";
import { roleName } from "./role-name";

export interface MatrixRole {
  id: string;
  key: string;
  name: string | null;
  members: number;
  rights: Array<[Permission, Scope]>;
}

/** Roles side by side: what each may, and whose rows it reaches. A role's name leads to where it is changed. */
export function RoleMatrix({ roles }: { roles: Array<MatrixRole> }) {
  const { t } = useTranslation("identity");
  const rights = roles.map((role) => new Map(role.rights));
  const heads = roles.map((role) => ({
    label: (
      <Link to={`/settings/roles/${role.id}`} prefetch="intent">
        {roleName(t, role)}
        <span className="block meta muted">{t("access.members", { count: role.members })}</span>
      </Link>
    ),
  }));
  return (
    <div className="overflow-x-auto" role="region" aria-label={t("access.matrix")} tabIndex={0}>
      <Table label={t("access.matrix")} heads={[{ label: t("access.right") }, ...heads]} compact>
        {[...new Set(permissions.map(nounOf))].map((noun) => (
          <Fragment key={noun}>
            <tr>
              <th scope="rowgroup" colSpan={roles.length + 1} className="strong">
                {t(`access.noun.${noun}`)}
              </th>
            </tr>
            {permissions
              .filter((permission) => nounOf(permission) === noun)
              .map((permission) => (
                <tr key={permission}>
                  <th scope="row" className="font-regular">
                    {t(mayKey(permission))}
                  </th>
                  {rights.map((held, at) => (
                    <td key={roles[at]!.id} className={held.has(permission) ? undefined : "muted"}>
                      {said(held.get(permission), permission)}
                    </td>
                  ))}
                </tr>
              ))}
          </Fragment>
        ))}
      </Table>
    </div>
  );

  function said(scope: Scope | undefined, permission: Permission) {
    if (!scope) return t("access.no");
    return choosesScope(permission) ? t(`access.scope.${scope}`) : t("access.yes");
  }
}
