import { Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorKey } from "~/platform/i18n";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";

interface Props {
  /** Whether the link still opens. */
  isOpen: boolean;
  /** What the act was refused with, if it was. */
  refused?: { code: string };
  title: string;
  purpose: string;
  verb: string;
  kind: "primary" | "danger-solid";
  /** Where a new link comes from. */
  again: { to: string; label: string };
}

/** Where a mailed link leads: one button, as what scans a mail opens its links; or the way to a new link. */
export function LinkPage({ isOpen, refused, title, purpose, verb, kind, again }: Props) {
  const { t } = useTranslation("identity");
  const busy = useNavigation().state !== "idle";
  if (!isOpen && !busy)
    return (
      <OutsidePage title={title} purpose={t("error.token.expired")}>
        <Link className="link" to={again.to}>
          {again.label}
        </Link>
      </OutsidePage>
    );
  return (
    <OutsidePage title={title} purpose={purpose}>
      <Form method="post" className="stack g5">
        <FormErrors faults={refused ? [{ message: t(errorKey(refused.code)) }] : []} title="" />
        <Button kind={kind} size="lg" block busy={busy}>
          {verb}
        </Button>
      </Form>
    </OutsidePage>
  );
}
