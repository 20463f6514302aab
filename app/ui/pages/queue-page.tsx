import { Link } from "@remix-run/react";
import { Check, ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "~/ui/controls/avatar";
import { IconLink } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";
import { useFormat, useWords } from "~/ui/words";

type Props = TopBarProps & {
  /** `RailGroup`s of `RailItem`s. Hidden on narrow screens, where previous and next do its work. */
  rail: ReactNode;
  railLabel: string;
  /** The one item, large. */
  children: ReactNode;
  mainLabel: string;
  /** The verbs: refuse at the start, approve at the end, a `<QueueGap />` between. */
  verbs: ReactNode;
  /** What it rests on: proofs, checks, reasons. */
  evidence?: ReactNode;
  evidenceLabel?: string;
};

/** Page kind: one item after the other, each decided in place. */
export function QueuePage({ rail, railLabel, children, mainLabel, verbs, evidence, evidenceLabel, ...top }: Props) {
  return (
    <>
      <TopBar {...top} />
      <div className="queue">
        <aside className="rail" aria-label={railLabel} tabIndex={0}>
          {rail}
        </aside>
        <section className="queue-main" aria-label={mainLabel}>
          <div className="queue-scroll" tabIndex={0}>
            {children}
          </div>
          <footer className="queue-foot">{verbs}</footer>
        </section>
        {evidence && (
          <aside className="evidence" aria-label={evidenceLabel} tabIndex={0}>
            {evidence}
          </aside>
        )}
      </div>
    </>
  );
}

/** Pushes the verbs after it to the end. */
export const QueueGap = () => <span className="push hide-s" />;

/** Some of the queue, under a name. */
export function RailGroup({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <>
      <h2 className="menu-label row between">
        <span className="truncate" dir="auto">
          {title}
        </span>
        <span className="count">{useFormat().number(count)}</span>
      </h2>
      {children}
    </>
  );
}

type RailItemProps = {
  to: string;
  name: string;
  note: string;
  org?: boolean;
  avatarOf?: string;
  mark?: ReactNode;
  done?: string;
  current?: boolean;
};

/** One of the queue. `mark`: a score, a word; `done`: the word for what was decided, then it is greyed. */
export function RailItem({ to, name, note, org = true, avatarOf, mark, done, current }: RailItemProps) {
  return (
    <Link className={done ? "rail-item is-done" : "rail-item"} to={to} preventScrollReset aria-current={current ? "true" : undefined}>
      <Avatar name={avatarOf ?? note} org={org} />
      <span className="strong truncate" dir="auto">
        {name}
      </span>
      {done ? (
        <span className="up">
          <Icon of={Check} label={done} />
        </span>
      ) : (
        <span className="count">{mark}</span>
      )}
      <span className={done ? "meta truncate rail-note" : "meta muted truncate rail-note"} dir="auto">
        {note}
      </span>
    </Link>
  );
}

/** "3 sur 12", and the two ways on; also by the keys K and J. */
export function QueuePlace({ at, of, previousTo, nextTo }: { at: number; of: number; previousTo?: string; nextTo?: string }) {
  const say = useWords();
  const { number } = useFormat();
  return (
    <span className="queue-place">
      <span className="num">{say("outOf", { value: number(at), max: number(of) })}</span>
      {previousTo && <IconLink icon={ChevronLeft} label={say("previous")} to={previousTo} shortcut="k" />}
      {nextTo && <IconLink icon={ChevronRight} label={say("next")} to={nextTo} shortcut="j" />}
    </span>
  );
}
