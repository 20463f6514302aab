import { Link, useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { errorKey } from "~/platform/i18n";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";

interface Props {
  prospectId: string;
  /** By which the server knows the fact. */
  field: string;
  /** The value as it stood: what an undo puts back. */
  before: string;
  label: string;
  hint?: string;
  /** The control. */
  children: ReactNode;
}

/** The form of one fact, where it stands; a refusal is told at it. */
export function ChangeFact({ prospectId, field, before, label, hint, children }: Props) {
  const { t } = useTranslation("prospecting");
  const fetcher = useFetcher<{ field: string; code: string }>();
  const refusal = fetcher.data?.field === field ? t(errorKey(fetcher.data.code)) : undefined;
  return (
    <fetcher.Form method="post" action={`/prospects/${prospectId}/change`} className="stack">
      <input type="hidden" name="field" value={field} />
      <input type="hidden" name="before" value={before} />
      <Field label={label} labelHidden name="value" error={refusal} hint={hint}>
        {children}
      </Field>
      <span className="row">
        <Button kind="primary" size="sm" busy={fetcher.state !== "idle"}>
          {t("prospect.save")}
        </Button>
        <Link className="btn btn-quiet btn-sm" to="." replace preventScrollReset>
          {t("prospect.cancel")}
        </Link>
      </span>
    </fetcher.Form>
  );
}
