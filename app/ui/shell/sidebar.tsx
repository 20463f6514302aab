import { Link, NavLink, useLocation } from "@remix-run/react";
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Count } from "~/ui/controls/badge";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { useLinkClicks } from "~/ui/data/use-link-clicks";
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

/** A place of the product. `plain`: whoever stands around it follows its links, so that it need not be a `Link` with hooks of its own. */
function Item({ item, pathname, plain }: { item: NavItem; pathname: string; plain?: boolean }) {
  const link = { className: "nav-item", title: item.label, "aria-current": isAt(pathname, item) ? ("page" as const) : undefined };
  const inside = (
    <>
      <Icon of={item.icon} />
      <span>{item.label}</span>
      {item.count !== undefined && <Count unread={item.unread}>{item.count}</Count>}
    </>
  );
  return plain ? (
    <a {...link} href={item.to}>
      {inside}
    </a>
  ) : (
    <Link {...link} to={item.to} prefetch="intent">
      {inside}
    </Link>
  );
}

function Groups({ groups, plain }: { groups: NavGroup[]; plain?: boolean }) {
  const { pathname } = useLocation();
  return groups.map((group, place) => (
    <div className="nav-group" key={group.label ?? place}>
      {group.label && <h2 className="nav-label">{group.label}</h2>}
      {group.items.map((item) => (
        <Item key={item.to} item={item} pathname={pathname} plain={plain} />
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

/** Where everything is. Folds to icons by hand or on a narrow screen; on a phone the bottom bar takes its place. */
export function Sidebar({ switcher, search, groups, foot = [], quota, folded, onFold }: SidebarProps) {
  const say = useWords();
  const { pathname } = useLocation();
  return (
    <aside className="sidebar" aria-label={say("navigation")}>
      {switcher}
      {search}
      <nav aria-label={say("navigation")}>
        <Groups groups={groups} />
      </nav>
      <div className="sidebar-end">
        {foot.map((item) => (
          <Item key={item.to} item={item} pathname={pathname} />
        ))}
        <button
          type="button"
          className="nav-item collapse-btn"
          onClick={onFold}
          title={say(folded ? "expandNavigation" : "collapseNavigation")}
        >
          <Icon of={folded ? PanelLeftOpen : PanelLeftClose} />
          <span>{say(folded ? "expandNavigation" : "collapseNavigation")}</span>
        </button>
      </div>
      {quota && <div className="quota">{quota}</div>}
    </aside>
  );
}

/** Four places at the thumb, and the rest behind a sheet that opens before any script. Shown on a phone only. */
export function BottomBar({
  items,
  groups,
  foot = [],
  switcher,
}: {
  items: NavItem[];
  groups: NavGroup[];
  foot?: NavItem[];
  switcher: ReactNode;
}) {
  const say = useWords();
  const sheet = useRef<HTMLDivElement>(null);
  const followLinks = useLinkClicks();
  return (
    <>
      <nav className="bottombar" aria-label={say("menu")}>
        {items.map((item) => (
          <NavLink key={item.to} to={item.to} end={item.end}>
            <Icon of={item.icon} />
            <span>{item.short ?? item.label}</span>
            {item.unread && item.count !== undefined && <Count unread>{item.count}</Count>}
          </NavLink>
        ))}
        <button type="button" {...{ popovertarget: "nav-sheet" }}>
          <Icon of={MenuIcon} />
          <span>{say("menu")}</span>
        </button>
      </nav>
      <div
        ref={sheet}
        id="nav-sheet"
        className="nav-sheet"
        {...{ popover: "auto" }}
        onClick={(event) => {
          if ((event.target as Element).closest("a")) sheet.current?.hidePopover();
          followLinks(event);
        }}
      >
        <nav className="nav-sheet-grid" aria-label={say("navigation")}>
          {switcher}
          <Groups groups={foot.length ? [...groups, { items: foot }] : groups} plain />
        </nav>
      </div>
    </>
  );
}
