import { useTranslation } from "react-i18next";
import { useFormat } from "~/ui/words";

interface Props {
  /** The day it was asked, or would be. */
  from: Date | string;
  reminder: Date | string;
  end: Date | string;
  kept: Array<{ law: string; until: Date | string }>;
}

/** What happens on which day once the account is being closed. */
export function ClosingCalendar({ from, reminder, end, kept }: Props) {
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  const days = [
    { at: from, text: t("closing.day.asked") },
    { at: reminder, text: t("closing.day.reminder") },
    { at: end, text: t("closing.day.end") },
    ...kept.map(({ law, until }) => ({ at: until, text: t(`closing.day.${law}`) })),
  ];
  return (
    <ol className="plain stack g3">
      {days.map(({ at, text }) => (
        <li key={text} className="stack g1">
          <strong className="num">{date(at)}</strong>
          <span className="muted">{text}</span>
        </li>
      ))}
    </ol>
  );
}
