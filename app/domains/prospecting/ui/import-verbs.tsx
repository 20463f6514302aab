import { useNavigation } from "@remix-run/react";
import { Check, Play, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type DryRun, type ImportState, mayStop } from "~/domains/prospecting/import/run/import-run.rules";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";

/** The id of the form that holds the columns: its button may stand anywhere on the page. */
export const columnsForm = "import-columns";

interface Props {
  run: { id: string; state: ImportState; processedLines: number; mayStart: boolean; mayChange: boolean; dryRun: DryRun | null };
}

/** What can be done with a list now: one full button. */
export function ImportVerbs({ run }: Props) {
  const { t } = useTranslation("prospecting");
  const isBusy = useNavigation().state !== "idle";
  const kept = (run.dryRun?.created ?? 0) + (run.dryRun?.merged ?? 0);
  if (run.mayStart)
    return (
      <>
        {run.mayChange && (
          <Button form={columnsForm} kind="quiet" size="sm" busy={isBusy}>
            {t("import.check.again")}
          </Button>
        )}
        <Form method="post" action={`/imports/${run.id}/start`}>
          <Button kind="primary" size="sm" icon={run.processedLines > 0 ? Play : Check} busy={isBusy}>
            {run.processedLines > 0 ? t("import.start.resume") : t("import.start.verb", { count: kept })}
          </Button>
        </Form>
      </>
    );
  if (run.mayChange)
    return (
      <Button form={columnsForm} kind="primary" size="sm" icon={Check} busy={isBusy}>
        {t("import.check.verb")}
      </Button>
    );
  if (mayStop(run.state))
    return (
      <Form method="post" action={`/imports/${run.id}/stop`}>
        <Button kind="secondary" size="sm" icon={Square} busy={isBusy}>
          {t("import.stop")}
        </Button>
      </Form>
    );
  return null;
}
