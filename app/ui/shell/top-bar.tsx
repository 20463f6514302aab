import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode, useEffect, useRef } from "react";
import { Avatar } from "~/ui/controls/avatar";
import { Icon } from "~/ui/controls/icon";
import { Menu } from "~/ui/overlays/menu";
import { useShellEnds } from "~/ui/shell/shell-context";
import { useWords } from "~/ui/words";

export type Crumb = { label: ReactNode; to: string };
export type TopBarProps = {
  /** Where I am, in words: the page's h1. */
  title: ReactNode;
  crumbs?: Crumb[];
  /** Beside the title: a state, a place in a queue. Hidden on a phone. */
  aside?: ReactNode;
  /** What I can do here: one full button at most. */
  actions?: ReactNode;
};

/** The line on top of every page: breadcrumb, actions, and the shell's own ends. */
export function TopBar({ title, crumbs = [], aside, actions }: TopBarProps) {
  const say = useWords();
  const { jobs, notifications, account } = useShellEnds();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current!.textContent} · Essor`; // in the reader's language, which a route's meta does not know
  }, [title]);
  return (
    <header className="topbar">
      <nav className="crumbs" aria-label={say("path")}>
        {crumbs.map(({ label, to }) => (
          <Fragment key={to}>
            <Link className="hide-s crumb" to={to} prefetch="intent">
              {label}
            </Link>
            <span className="hide-s" aria-hidden="true">
              <Icon of={ChevronRight} />
            </span>
          </Fragment>
        ))}
        <h1 ref={heading} aria-current="page" className="truncate" dir="auto">
          {title}
        </h1>
        {aside && <span className="topbar-aside row hide-s">{aside}</span>}
      </nav>
      <div className="topbar-end">
        {jobs}
        {notifications}
        {actions}
        {account && (
          <Menu
            label={account.name}
            end
            wordless
            entries={account.entries}
            triggerClass="btn btn-quiet btn-icon btn-sm"
            trigger={<Avatar name={account.name} />}
          />
        )}
      </div>
    </header>
  );
}
