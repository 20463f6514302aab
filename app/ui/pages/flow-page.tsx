import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";

type Props = TopBarProps & { tabs?: ReactNode; children: ReactNode; side?: ReactNode };

/** Page kind: a sequence drawn as a path, with what comes out of it beside. */
export function FlowPage({ tabs, children, side, ...top }: Props) {
  return (
    <>
      <TopBar {...top} />
      <div className="list">
        {tabs}
        <div className="content" tabIndex={0} role="region" aria-label={typeof top.title === "string" ? top.title : undefined}>
          <div className={clsx("flow-page", !side && "is-single")}>
            <section className="stack g4">{children}</section>
            {side && <aside className="stack g8">{side}</aside>}
          </div>
        </div>
      </div>
    </>
  );
}

/** The path: an ordered list, so that it reads as text. Holds `FlowStep`s and `FlowLink`s. */
export const Flow = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol className="flow" aria-label={label}>
    {children}
  </ol>
);

type StepProps = {
  icon: IconOf;
  kind?: "send" | "task" | "end";
  title: ReactNode;
  state?: ReactNode;
  note?: ReactNode;
  /** At the end: the figure of the step, and what it means. */
  figure?: ReactNode;
  figureNote?: ReactNode;
  current?: boolean;
  /** An editor in place, under the step. */
  children?: ReactNode;
};

/** One step. `current`: where the sequence is now. */
export function FlowStep({ icon, kind = "send", title, state, note, figure, figureNote, current, children }: StepProps) {
  return (
    <li className={clsx("flow-step", current && "is-current")} aria-current={current ? "step" : undefined}>
      <span className={clsx("flow-mark", kind === "task" && "is-task", kind === "end" && "is-end")}>
        <Icon of={icon} />
      </span>
      <div className="min-w-0">
        <div className="row">
          <strong className="truncate" dir="auto">
            {title}
          </strong>
          {state}
        </div>
        {note && <div className="muted">{note}</div>}
        {children}
      </div>
      {(figure !== undefined || figureNote) && (
        <div className="flow-end">
          {figure !== undefined && <b className="num block">{figure}</b>}
          {figureNote && <span className="meta muted num">{figureNote}</span>}
        </div>
      )}
    </li>
  );
}

/** What lies between two steps: a wait, a condition. */
export const FlowLink = ({ icon, children }: { icon: IconOf; children: ReactNode }) => (
  <li className="flow-link">
    <span>
      <Icon of={icon} />
      {children}
    </span>
  </li>
);
