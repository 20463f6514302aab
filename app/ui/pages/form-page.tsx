import { NavLink } from "@remix-run/react";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "~/ui/controls/icon";
import type { NavGroup } from "~/ui/shell/sidebar";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";

type Props = TopBarProps & {
  /** The sentence under the title. */
  purpose?: ReactNode;
  /** Neighbouring settings. */
  subnav?: { label: string; groups: NavGroup[] };
  /** `FormErrors`, a `Callout`. */
  notice?: ReactNode;
  /** `FormSection`s, inside the route's own `<Form>`. */
  children: ReactNode;
  /** `SaveBar`: stays in sight. */
  save?: ReactNode;
  /** Say the title again above the form. On by default with a `purpose`. */
  headless?: boolean;
};

/** Page kind: form and settings. */
export function FormPage({ purpose, subnav, notice, children, save, headless, ...top }: Props) {
  const places = useRef<HTMLElement>(null);
  // A page of this kind may hold nothing to press: its scroll is then the keyboard's own stop.
  const name = typeof top.title === "string" ? { role: "region", "aria-label": top.title } : {};
  const reading = !subnav && !save ? { tabIndex: 0, ...name } : {};
  useEffect(() => {
    const here = places.current?.querySelector('[aria-current="page"]');
    if (!here || !places.current) return;
    const [row, place] = [places.current.getBoundingClientRect(), here.getBoundingClientRect()];
    places.current.scrollLeft += (place.left + place.right - row.left - row.right) / 2; // on a phone the places lie in one row
  }, [top.title]);
  return (
    <>
      <TopBar {...top} />
      <div className="content form-scroll" {...reading}>
        <div className={clsx("form-page", !subnav && "is-single")}>
          {subnav && (
            <nav className="subnav" aria-label={subnav.label} ref={places}>
              {subnav.groups.map(({ label, items }, place) => (
                <div className="nav-group" key={label ?? place}>
                  {label && <p className="nav-label">{label}</p>}
                  {items.map((item) => (
                    <NavLink key={item.to} to={item.to} end={item.end} className="nav-item" prefetch="intent">
                      <Icon of={item.icon} />
                      <span>{item.label}</span>
                    </NavLink>
                  ))}
                </div>
              ))}
            </nav>
          )}
          <div className="form-body">
            {!headless && (
              <header className="form-head">
                <h2 className="title">{top.title}</h2>
                {purpose && <p className="muted">{purpose}</p>}
              </header>
            )}
            {notice && <div className="form-notice">{notice}</div>}
            {children}
          </div>
        </div>
        {save}
      </div>
    </>
  );
}
