import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";

/** What happened, newest first. */
export const Timeline = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol className="timeline" aria-label={label}>
    {children}
  </ol>
);

type Props = {
  /** Linkable: the page scrolls to it. */
  id?: string;
  icon: IconOf;
  tone?: "neutral" | "accent" | "success" | "note";
  title: ReactNode;
  /** A `DateTime` or `Since`. */
  at: ReactNode;
  /** Quiet line below: proofs, links. */
  meta?: ReactNode;
  /** What was said. On yellow for a `note`. */
  children?: ReactNode;
};

export const TimelineEvent = ({ id, icon, tone = "neutral", title, at, meta, children }: Props) => (
  <li className="event" id={id}>
    <span className={clsx("event-mark", tone !== "neutral" && `is-${tone}`)}>
      <Icon of={icon} />
    </span>
    <div className="event-body">
      <div className="event-head">
        <span>{title}</span>
        {at}
      </div>
      {meta && <p className="meta muted row g3 event-meta">{meta}</p>}
      {children && <div className={clsx("event-card", tone === "note" && "note")}>{children}</div>}
    </div>
  </li>
);
