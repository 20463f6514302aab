import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";
type Props = { tone?: Tone; dot?: boolean; live?: boolean; icon?: IconOf; plain?: boolean; children: ReactNode };

/** A state: a dot or an icon, and a word. The colour never stands alone. `live` breathes. */
export function Badge({ tone = "neutral", dot = true, live, icon, plain, children }: Props) {
  return (
    <span className={clsx("badge", tone !== "neutral" && `badge-${tone}`, plain && "badge-plain")}>
      {icon ? <Icon of={icon} /> : dot && <i className={clsx("dot", tone !== "neutral" && `dot-${tone}`, live && "is-live")} />}
      {children}
    </span>
  );
}

/** A number beside a word. `unread` fills it. */
export const Count = ({ children, unread }: { children: ReactNode; unread?: boolean }) => (
  <span className={clsx("count", unread && "count-unread")}>{children}</span>
);
