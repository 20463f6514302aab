import { Link, NavLink, useLocation } from "@remix-run/react";
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { Count } from "~/ui/controls/badge";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { useWords } from "~/ui/words";

export type NavItem = {
  label: string;
  short?: string;
  to: string;
  icon: IconOf;
  count?: ReactNode;
  unread?: boolean;
  end?: boolean;
  /** Beginnings of the addresses that belong to this place beside those under `to`. */
  within?: string[];
};
export type NavGroup = { label?: string; items: NavItem[] };

const isAt = (pathname: string, { to, end, within = [] }: NavItem) =>
  pathname === to || (!end && pathname.startsWith(`${to}/`)) || within.some((start) => pathname.startsWith(start));

function Item({ item, pathname }: { item: NavItem; pathname: string }) {
  return (
    <Link className="nav-item" title={item.label} aria-current={isAt(pathname, item) ? "page" : undefined} to={item.to} prefetch="intent">
      <Icon of={item.icon} />
      <span>{item.label}</span>
      {item.count !== undefined && <Count unread={item.unread}>{item.count}</Count>}
    </Link>
  );
}

function Groups({ groups, pathname }: { groups: NavGroup[]; pathname: string }) {
  return groups.map((group, place) => (
    <div className="nav-group" key={group.label ?? place}>
      {group.label && <h2 className="nav-label">{group.label}</h2>}
      {group.items.map((item) => (
        <Item key={item.to} item={item} pathname={pathname} />
      ))}
    </div>
  ));
}

type SidebarProps = {
  switcher: ReactNode;
  search: ReactNode;
  groups: NavGroup[];
  foot?: NavItem[];
  quota?: ReactNode;
  folded: boolean;
  onFold: () => void;
};

/** The sidebar's name for the phone's button that opens it. */
const sheet = "nav-sheet";

/** Where everything is. Folds to icons by hand or on a narrow screen; on a phone it is a sheet that opens before any script. */
export function Sidebar({ switcher, search, groups, foot = [], quota, folded, onFold }: SidebarProps) {
  const say = useWords();
  const { pathname } = useLocation();
  const fold = say(folded ? "expandNavigation" : "collapseNavigation");
  return (
    <aside id={sheet} className="sidebar" aria-label={say("navigation")} {...{ popover: "auto" }} onClick={closeAtLink}>
      {switcher}
      {search}
      <nav aria-label={say("navigation")}>
        <Groups groups={groups} pathname={pathname} />
      </nav>
      <div className="sidebar-end">
        {foot.map((item) => (
          <Item key={item.to} item={item} pathname={pathname} />
        ))}
        <button type="button" className="nav-item collapse-btn" onClick={onFold} title={fold}>
          <Icon of={folded ? PanelLeftOpen : PanelLeftClose} />
          <span>{fold}</span>
        </button>
      </div>
      {quota && <div className="quota">{quota}</div>}
    </aside>
  );
}

function closeAtLink(event: MouseEvent<HTMLElement>) {
  const sheet = event.currentTarget;
  if ((event.target as Element).closest("a") && sheet.matches(":popover-open")) sheet.hidePopover();
}

/** Four places at the thumb, and the way to the rest. Shown on a phone only. */
export function BottomBar({ items }: { items: NavItem[] }) {
  const say = useWords();
  return (
    <nav className="bottombar" aria-label={say("menu")}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end}>
          <Icon of={item.icon} />
          <span>{item.short ?? item.label}</span>
          {item.unread && item.count !== undefined && <Count unread>{item.count}</Count>}
        </NavLink>
      ))}
      <button type="button" {...{ popovertarget: sheet }}>
        <Icon of={MenuIcon} />
        <span>{say("menu")}</span>
      </button>
    </nav>
  );
}
