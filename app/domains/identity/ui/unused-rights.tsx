import { Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { nounOf, type Permission } from "~/platform/permissions";
import { fewestDays, untracedRights, type UnusedWindow, unusedWindows } from "../role/traces-of-rights.rules";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Segments } from "~/ui/controls/segments";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { useFormat } from "~/ui/words";
import { mayKey } from "./right-choices";

export interface UnusedLine {
  /** Whose rights they are; absent where the page is about one alone. */
  name?: string;
  to?: string;
  since: Date | string | null;
  isYoung: boolean;
  unused: Array<Permission>;
  /** Where they are taken; null: whoever looks may not. */
  action: string | null;
}

/** Rights that the log shows nobody using, each line with one button that takes them. What the log cannot tell is said. */
export function UnusedRights({ lines, days, page }: { lines: Array<UnusedLine>; days: UnusedWindow; page: string }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const named = (permission: Permission) => `${t(`access.noun.${nounOf(permission)}`)} · ${t(mayKey(permission))}`;
  return (
    <FormSection title={t("access.unused.title")} purpose={t("access.unused.purpose")}>
      <div className="row">
        <Segments
          label={t("access.unused.window")}
          value={String(days)}
          choices={unusedWindows.map((count) => ({
            value: String(count),
            label: t("access.unused.days", { count }),
            to: `${page}?days=${count}`,
          }))}
        />
      </div>
      <ul className="plain stack g4">
        {lines.map((line) => (
          <li key={line.name ?? page} className="stack g2">
            <UnusedOf line={line} days={days} named={named} />
          </li>
        ))}
      </ul>
      {untracedRights.length > 0 && (
        <p className="meta muted">{t("access.unused.untraced", { rights: format.list(untracedRights.map(named)) })}</p>
      )}
    </FormSection>
  );
}

function UnusedOf({ line, days, named }: { line: UnusedLine; days: UnusedWindow; named: (permission: Permission) => string }) {
  const { name, to, since, isYoung, unused, action } = line;
  const { t } = useTranslation("identity");
  const format = useFormat();
  const busy = useNavigation().formAction === action && action !== null;
  const date = since ? format.date(since) : "";
  const said = isYoung
    ? since
      ? t("access.unused.young", { date, count: fewestDays })
      : t("access.unused.silent")
    : unused.length === 0
      ? t("access.unused.none", { date })
      : t("access.unused.some", { date, count: unused.length });
  return (
    <>
      <div className="row g3 row-wrap">
        <span>
          {name && to && (
            <Link className="link strong" to={to}>
              {name}
            </Link>
          )}
          <span className="block meta muted">{said}</span>
        </span>
        {unused.length > 0 && action && (
          <Form method="post" action={action} className="push">
            <input type="hidden" name="intent" value="take" />
            <input type="hidden" name="days" value={days} />
            <input type="hidden" name="rights" value={unused.join(",")} />
            <Button size="sm" busy={busy} aria-label={name ? t("access.unused.take_from", { count: unused.length, name }) : undefined}>
              {t("access.unused.take", { count: unused.length })}
            </Button>
          </Form>
        )}
      </div>
      {unused.length > 0 && (
        <span className="row g2 row-wrap">
          {unused.map((permission) => (
            <Badge key={permission} tone="warning">
              {named(permission)}
            </Badge>
          ))}
        </span>
      )}
    </>
  );
}
