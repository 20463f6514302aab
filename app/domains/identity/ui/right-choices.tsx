import { useTranslation } from "react-i18next";
import { nounOf, type Permission, permissions, type Scope } from "~/platform/permissions";
import { FormSection } from "~/ui/forms/form-parts";
import type { ReactNode } from "react";

export type Choice = "none" | Scope;

/** The words of a permission: i18next reads a colon as a namespace. */
export const mayKey = (permission: Permission) => `access.may.${permission.replace(":", ".")}`;

/** Each permission in its place, by noun; a line is the caller's. */
export function RightsByNoun({ children }: { children: (permission: Permission) => ReactNode }) {
  const { t } = useTranslation("identity");
  const nouns = [...new Set(permissions.map(nounOf))];
  return nouns.map((noun) => (
    <FormSection key={noun} title={t(`access.noun.${noun}`)}>
      <ul className="plain stack g3">
        {permissions
          .filter((permission) => nounOf(permission) === noun)
          .map((permission) => (
            <li key={permission} className="row g3 row-wrap">
              {children(permission)}
            </li>
          ))}
      </ul>
    </FormSection>
  ));
}
