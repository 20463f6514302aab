import { useTranslation } from "react-i18next";
import { Progress } from "~/ui/charts/progress";
import { useFormat } from "~/ui/words";

interface Props {
  title: string;
  /** 0–1; null while the length of the list is unknown. */
  ratio: number | null;
  done: string;
  secondsLeft?: number | null;
  note?: string;
}

/** How far the work is, in figures, and what is left of it. */
export function ImportProgress({ title, ratio, done, secondsLeft, note }: Props) {
  const { t } = useTranslation("prospecting");
  const { duration, percent } = useFormat();
  const time =
    secondsLeft === null || secondsLeft === undefined
      ? null
      : secondsLeft < 60
        ? t("import.progress.seconds", { count: Math.max(1, secondsLeft) })
        : duration(Math.ceil(secondsLeft / 60));
  return (
    <section className="stack g3">
      <div className="row between">
        <h2 className="lead strong">{title}</h2>
        {ratio !== null && <span className="num muted">{percent(ratio, 0)}</span>}
      </div>
      <Progress label={title} ratio={ratio ?? 0} />
      <p className="row between muted">
        <span className="num">{done}</span>
        {time && <span>{t("import.progress.left", { time })}</span>}
      </p>
      {note && <p className="meta muted">{note}</p>}
    </section>
  );
}
