import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Table } from "~/ui/data/table";
import { FormSection } from "~/ui/forms/form-parts";
import { Form } from "~/ui/forms/form";

interface Version {
  version: number;
  restoredFrom: number | null;
  by: string | null;
  createdAt: Date | string;
  changes: number;
}

/** Every saved version of the rules, each one press from holding again; ours at the end. */
export function ScoringVersions({ versions, current }: { versions: Array<Version>; current: number }) {
  const { t } = useTranslation("prospecting");
  const restore = (version: number, label: string) => (
    <Form method="post" action="/settings/scoring/restore">
      <input type="hidden" name="version" value={version} />
      <Button kind="quiet" size="sm">
        {label}
      </Button>
    </Form>
  );
  return (
    <FormSection title={t("scoring.versions")} purpose={t("scoring.versions_purpose")}>
      {versions.length === 0 ? (
        <p className="muted">{t("scoring.version_ours")}</p>
      ) : (
        <>
          <Table
            compact
            label={t("scoring.versions")}
            heads={[{ label: t("scoring.versions") }, { label: t("scoring.when") }, { label: "" }]}
          >
            {versions.map(({ version, restoredFrom, by, createdAt, changes }) => (
              <tr key={version}>
                <td>
                  {t("scoring.version", { version })} {version === current && <Badge tone="success">{t("scoring.version_current")}</Badge>}
                  <span className="block meta muted">
                    {changes === 0
                      ? t("scoring.version_ours")
                      : restoredFrom
                        ? t("scoring.version_restored", { version: restoredFrom })
                        : t("scoring.version_changes", { count: changes })}
                  </span>
                </td>
                <td className="muted">
                  <DateTime at={createdAt} /> {by && <bdi className="block meta">{by}</bdi>}
                </td>
                <td>{version !== current && restore(version, t("scoring.restore"))}</td>
              </tr>
            ))}
          </Table>
          {current > 0 && versions[0]!.changes > 0 && <div className="row">{restore(0, t("scoring.reset"))}</div>}
        </>
      )}
    </FormSection>
  );
}
