import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Avatar } from "~/ui/controls/avatar";
import { Count } from "~/ui/controls/badge";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";

type Props = TopBarProps & { about?: ReactNode; sentence: ReactNode; proof?: ReactNode; children: ReactNode; side?: ReactNode };

/** Page kind: home. One sentence about the day, what waits in `TodoGroup`s, what stands beside. */
export function HomePage({ about, sentence, proof, children, side, ...top }: Props) {
  return (
    <>
      <TopBar {...top} />
      <div className="content" tabIndex={0} role="region" aria-label={typeof top.title === "string" ? top.title : undefined}>
        <div className={clsx("home", !side && "is-single")}>
          <div className="work">
            <header className="stack g1">
              {about && <p className="muted">{about}</p>}
              <h2 className="figure">{sentence}</h2>
              {proof && <p className="muted">{proof}</p>}
            </header>
            {children}
          </div>
          {side && <aside className="stack g8">{side}</aside>}
        </div>
      </div>
    </>
  );
}

type GroupProps = { title: ReactNode; count?: ReactNode; all?: { label: string; to: string }; children: ReactNode };

/** What waits, of one sort. */
export const TodoGroup = ({ title, count, all, children }: GroupProps) => (
  <section>
    <div className="section-head todo-head">
      <h3>{title}</h3>
      {count !== undefined && <Count>{count}</Count>}
      {all && (
        <Link className="push meta muted crumb" to={all.to} prefetch="intent">
          {all.label}
        </Link>
      )}
    </div>
    <ul>{children}</ul>
  </section>
);

type TodoProps = {
  to: string;
  title: ReactNode;
  note?: ReactNode;
  avatarOf?: string;
  icon?: IconOf;
  when?: ReactNode;
  late?: boolean;
  deed?: ReactNode;
};

/** One thing to do: where it is (`to`), and the deed that ends it at the end of the line. */
export const Todo = ({ to, title, note, avatarOf, icon, when, late, deed }: TodoProps) => (
  <li className="todo">
    {avatarOf ? <Avatar name={avatarOf} org /> : <span className="event-mark">{icon && <Icon of={icon} />}</span>}
    <Link to={to} className="min-w-0" prefetch="intent">
      <strong className="truncate block" dir="auto">
        {title}
      </strong>
      {note && (
        <span className="muted truncate block" dir="auto">
          {note}
        </span>
      )}
    </Link>
    <span className="row g3">
      {when && <span className={clsx("meta num", late ? "warn" : "muted", "hide-s")}>{when}</span>}
      {deed}
    </span>
  </li>
);
