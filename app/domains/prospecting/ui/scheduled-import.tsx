import { useTranslation } from "react-i18next";
import type { Schedule } from "~/domains/prospecting/import/scheduled/schedule.rules";
import { Badge } from "~/ui/controls/badge";

/** Names of days and hours as the reader's language has them; 2024-01-01 is a Monday. */
export function useScheduleWords() {
  const { t, i18n } = useTranslation("prospecting");
  const day = (weekday: number) =>
    new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, weekday)));
  const hour = (at: number) =>
    new Intl.DateTimeFormat(i18n.language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(
      new Date(Date.UTC(2024, 0, 1, at)),
    );
  const inWords = (schedule: Schedule) =>
    schedule.cadence === "daily"
      ? t("import.scheduled.at_daily", { hour: hour(schedule.hour) })
      : t("import.scheduled.at_weekly", { day: day(schedule.weekday), hour: hour(schedule.hour) });
  return { day, hour, inWords };
}

const tones = { active: "success", paused: "warning", failed: "danger", waits: "info" } as const;

/** Where a list that is fetched by itself stands. */
export function ScheduledBadge({ job }: { job: { status: string; isConfirmed: boolean; errorCode: string | null } }) {
  const { t } = useTranslation("prospecting");
  const state = job.status === "paused" ? "paused" : !job.isConfirmed ? "waits" : job.errorCode ? "failed" : "active";
  return <Badge tone={tones[state]}>{t(`import.scheduled.state.${state}`)}</Badge>;
}
