import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Table } from "~/ui/data/table";
import { Form } from "~/ui/forms/form";
import { useFormat } from "~/ui/words";

interface Entry {
  id: string;
  startedAt: Date | string;
  endedAt: Date | string | null;
  breakMinutes: number;
  activity: string | null;
  note: string | null;
}

/** What was worked: from, until, how long without the break. */
export function TimeTable({ entries, mayChange }: { entries: Array<Entry>; mayChange: boolean }) {
  const { t } = useTranslation("identity");
  const { date } = useFormat();
  if (entries.length === 0) return <p className="muted">{t("settings.time.none")}</p>;
  const worked = ({ startedAt, endedAt, breakMinutes }: Entry) => {
    if (!endedAt) return t("settings.time.running");
    const minutes = Math.max(0, Math.round((new Date(endedAt).getTime() - new Date(startedAt).getTime()) / 60_000) - breakMinutes);
    return t("settings.time.length", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
  return (
    <Table
      label={t("settings.time.title")}
      heads={[
        { label: t("settings.time.from") },
        { label: t("settings.time.until") },
        { label: t("settings.time.duration"), num: true },
        { label: t("settings.time.activity") },
        { label: <span className="sr-only">{t("settings.time.delete")}</span> },
      ]}
    >
      {entries.map((entry) => (
        <tr key={entry.id}>
          <td className="whitespace-nowrap">
            <DateTime at={entry.startedAt} style="moment" />
          </td>
          <td>{entry.endedAt && <DateTime at={entry.endedAt} style="time" />}</td>
          <td className="num">{worked(entry)}</td>
          <td>
            {entry.activity}
            {entry.note && <span className="cell-2">{entry.note}</span>}
          </td>
          <td>
            {mayChange && (
              <Form method="post" action={`/settings/time/${entry.id}/delete`}>
                <Button kind="quiet" size="sm" aria-label={`${t("settings.time.delete")} ${date(entry.startedAt, "moment")}`}>
                  {t("settings.time.delete")}
                </Button>
              </Form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
