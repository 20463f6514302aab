import { Download, Rows3, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Dialect } from "~/domains/prospecting/import/read/dialect.schema";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { type DryRun, type ImportState, type MappingColumn, stoppedByHand } from "~/domains/prospecting/import/run/import-run.rules";
import { errorKey } from "~/platform/i18n";
import { ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { DangerZone } from "~/ui/forms/form-parts";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import { ImportColumns } from "./import-columns";
import { CodeCounts, ImportCounts } from "./import-counts";
import { ImportDialect, useDialectInWords } from "./import-dialect";
import { DecidedRows, FirstRows, type Shown } from "./import-preview";
import { ImportSheet } from "./import-sheet";
import { ImportProgress } from "./import-progress";
import { columnsForm } from "./import-verbs";

export interface ShownRun {
  id: string;
  fileName: string;
  state: ImportState;
  dialect: Dialect;
  workbook: { sheets: Array<string>; sheet: number; mayChoose: boolean } | null;
  mapping: Array<MappingColumn>;
  header: Array<string>;
  sourceDetail: string | null;
  totalLines: number | null;
  processedLines: number;
  createdCount: number;
  mergedCount: number;
  refusedCount: number;
  dryRun: DryRun | null;
  errorCode: string | null;
  secondsLeft: number | null;
  mayChange: boolean;
  mayRollBack: boolean;
}

interface Props {
  run: ShownRun;
  preview: { header: Array<string>; rows: Array<{ lineNumber: number; cells: Array<string> }> } | null;
  /** The company's own fields, which columns can fill. */
  fields: Array<CustomFieldFacts>;
  /** Prospects of the list that are still there. */
  kept: number;
  refusals: Array<{ code: string; count: number }>;
  shown: Shown;
  mayImport: boolean;
}

/** The page of a list, by where it stands. */
export function ImportStages(props: Props) {
  const { run } = props;
  const { t } = useTranslation("prospecting");
  return (
    <>
      {run.state === "failed" && (
        <Callout
          tone={run.errorCode === stoppedByHand ? "info" : "danger"}
          title={t(run.errorCode === stoppedByHand ? "import.result.stopped" : "import.result.failed")}
        >
          {run.errorCode && t(errorKey(run.errorCode))}
        </Callout>
      )}
      {(run.state === "checking" || run.state === "running" || run.state === "rolling_back") && <UnderWay {...props} />}
      {run.mayChange && <BeforeImport {...props} />}
      {(run.state === "completed" || run.state === "rolled_back" || (run.state === "failed" && run.processedLines > 0)) && (
        <AfterImport {...props} />
      )}
    </>
  );
}

function UnderWay({ run, kept }: Props) {
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  if (run.state === "checking")
    return (
      <ImportProgress
        title={t("import.check.running")}
        ratio={null}
        done={t("import.check.lines_read", { count: run.dryRun?.lines ?? 0 })}
        note={t("import.check.nothing_written")}
      />
    );
  if (run.state === "rolling_back") {
    const gone = Math.max(0, run.createdCount - kept);
    return (
      <ImportProgress
        title={t("import.progress.rolling_back")}
        ratio={run.createdCount > 0 ? gone / run.createdCount : null}
        done={t("import.progress.rolled", { done: number(gone), total: number(run.createdCount) })}
      />
    );
  }
  const total = run.totalLines;
  return (
    <>
      <ImportProgress
        title={t("import.progress.title")}
        ratio={total ? run.processedLines / total : null}
        done={t("import.progress.done", { done: number(run.processedLines), total: number(total ?? run.processedLines) })}
        secondsLeft={run.secondsLeft}
        note={t("import.progress.survives")}
      />
      <ImportCounts counts={countsOf(run)} caption={run.fileName} label={t("import.result.bar")} />
    </>
  );
}

function BeforeImport({ run, preview, fields, shown, mayImport }: Props) {
  const { t } = useTranslation("prospecting");
  const inWords = useDialectInWords();
  const { dryRun } = run;
  const checked = run.state === "checked" ? dryRun : null;
  const examples = run.mapping.map(({ column }) => preview?.rows.find(({ cells }) => cells[column]?.trim())?.cells[column] ?? "");
  const columns = (
    <Form id={columnsForm} method="post" action={`/imports/${run.id}/check`}>
      <fieldset className="plain" disabled={!mayImport}>
        <ImportColumns
          key={run.mapping.map(({ target, field }) => field ?? target).join()}
          mapping={run.mapping}
          examples={examples}
          fields={fields}
        />
      </fieldset>
    </Form>
  );
  return (
    <>
      {checked && (
        <ImportCounts
          counts={checked}
          caption={`${run.fileName}, ${run.workbook ? t("import.sheet.said", { name: run.workbook.sheets[run.workbook.sheet] }) : inWords(run.dialect)}. ${t("import.check.nothing_written")}`}
          label={t("import.check.bar")}
        />
      )}
      {checked && <CheckFindings dryRun={checked} />}
      {mayImport && run.workbook?.mayChoose && (
        <ImportSheet key={run.workbook.sheet} workbook={run.workbook} action={`/imports/${run.id}/sheet`} />
      )}
      {columns}
      {checked && <DecidedRows examples={checked.examples} shown={shown} />}
      {mayImport && (
        <ImportDialect
          key={JSON.stringify(run.dialect)}
          dialect={run.dialect}
          action={`/imports/${run.id}/dialect`}
          isSheet={run.workbook !== null}
        />
      )}
      {preview && !checked && <FirstRows header={preview.header} rows={preview.rows} />}
    </>
  );
}

function CheckFindings({ dryRun }: { dryRun: DryRun }) {
  const { t } = useTranslation("prospecting");
  return (
    <div className="stack g6">
      {dryRun.refused > 0 && (
        <section className="stack g2">
          <h2 className="lead strong">{t("import.check.why", { count: dryRun.refused })}</h2>
          <CodeCounts codes={dryRun.reasons} />
        </section>
      )}
      {dryRun.withoutEmail > 0 && (
        <Callout title={t("import.check.without_email", { count: dryRun.withoutEmail })}>{t("import.check.without_email_hint")}</Callout>
      )}
      {dryRun.warnings.length > 0 && (
        <section className="stack g2">
          <h2 className="lead strong">{t("import.check.odd")}</h2>
          <CodeCounts codes={dryRun.warnings} />
        </section>
      )}
    </div>
  );
}

function AfterImport({ run, kept, refusals, mayImport }: Props) {
  const { t } = useTranslation("prospecting");
  const lines = `/imports/${run.id}/lines`;
  return (
    <>
      {run.state === "rolled_back" && (
        <Callout title={t("import.result.rolled_back")}>
          {kept > 0 ? t("import.result.kept", { count: kept }) : t("import.result.all_gone")}
        </Callout>
      )}
      <ImportCounts
        counts={countsOf(run)}
        caption={run.state === "completed" ? t("import.result.title") : run.fileName}
        label={t("import.result.bar")}
        linesAt={lines}
      />
      <div className="row row-wrap">
        {(run.state !== "rolled_back" || kept > 0) && (
          <ButtonLink kind="primary" icon={Users} to={`/prospects?importRun=${run.id}`}>
            {t("import.result.prospects")}
          </ButtonLink>
        )}
        <ButtonLink icon={Rows3} to={lines}>
          {t("import.result.lines")}
        </ButtonLink>
        {run.refusedCount > 0 && (
          <ButtonLink icon={Download} to={`/imports/${run.id}/refused`} reloadDocument download prefetch="none">
            {t("import.result.download")}
          </ButtonLink>
        )}
      </div>
      {refusals.length > 0 && (
        <section className="stack g2">
          <h2 className="lead strong">{t("import.check.why", { count: run.refusedCount })}</h2>
          <CodeCounts codes={refusals} to={`${lines}?outcome=refused`} />
        </section>
      )}
      {mayImport && run.mayRollBack && (
        <DangerZone
          title={t("import.rollback.title")}
          purpose={t("import.rollback.purpose")}
          verb={t("import.rollback.verb", { count: run.createdCount })}
          word={t("import.rollback.word")}
          form={{ action: `/imports/${run.id}/rollback`, fields: { understood: "yes" } }}
        />
      )}
    </>
  );
}

const countsOf = (run: ShownRun) => ({ created: run.createdCount, merged: run.mergedCount, refused: run.refusedCount });
