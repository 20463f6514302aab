import { Link, type LinkProps } from "@remix-run/react";
import { clsx } from "clsx";
import { type ButtonHTMLAttributes, type ReactNode, useRef } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { Kbd } from "~/ui/controls/kbd";
import { shortcutSpoken } from "~/ui/controls/keys";
import { useShortcut } from "~/ui/controls/use-shortcut";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger" | "danger-solid";
type Look = {
  kind?: ButtonKind;
  size?: "sm" | "md" | "lg";
  icon?: IconOf;
  iconEnd?: IconOf;
  /** Drawn on the button, and pressing it anywhere on the page presses the button. */
  shortcut?: string;
  block?: boolean;
};

const lookOf = ({ kind = "secondary", size = "md", block }: Look, className?: string) =>
  clsx("btn", `btn-${kind}`, size !== "md" && `btn-${size}`, block && "btn-block", className);

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean };

/** The verb and its number stand on the button. `busy` keeps its width and place, and refuses a second press. Submits unless told `type="button"`. */
export function Button({ kind, size, icon, iconEnd, shortcut, block, busy, className, children, onClick, ...rest }: ButtonProps) {
  const self = useRef<HTMLButtonElement>(null);
  useShortcut(shortcut, () => self.current?.click(), typeof children === "string" ? children : rest["aria-label"]);
  return (
    <button
      ref={self}
      type="submit"
      className={lookOf({ kind, size, block }, className)}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut && shortcutSpoken(shortcut)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
      {iconEnd && <Icon of={iconEnd} />}
      {shortcut && <Kbd keys={shortcut} />}
    </button>
  );
}

type ButtonLinkProps = Look & LinkProps;

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({ kind, size, icon, iconEnd, shortcut, block, className, children, ...rest }: ButtonLinkProps) {
  const self = useRef<HTMLAnchorElement>(null);
  useShortcut(shortcut, () => self.current?.click(), typeof children === "string" ? children : undefined);
  return (
    <Link
      ref={self}
      prefetch="intent"
      className={lookOf({ kind, size, block }, className)}
      aria-keyshortcuts={shortcut && shortcutSpoken(shortcut)}
      {...rest}
    >
      {icon && <Icon of={icon} />}
      {children as ReactNode}
      {iconEnd && <Icon of={iconEnd} />}
      {shortcut && <Kbd keys={shortcut} />}
    </Link>
  );
}

type IconButtonProps = Omit<Look, "icon" | "iconEnd" | "block"> &
  ButtonHTMLAttributes<HTMLButtonElement> & { icon: IconOf; label: string; busy?: boolean };

/** An icon alone, always with a name. */
export function IconButton({ icon, label, kind = "quiet", size = "sm", shortcut, busy, className, onClick, ...rest }: IconButtonProps) {
  const self = useRef<HTMLButtonElement>(null);
  useShortcut(shortcut, () => self.current?.click(), label);
  return (
    <button
      ref={self}
      type="button"
      className={clsx(lookOf({ kind, size }), "btn-icon", className)}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut && shortcutSpoken(shortcut)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : <Icon of={icon} />}
    </button>
  );
}

/** The same as a link. */
export function IconLink({
  icon,
  label,
  kind = "quiet",
  size = "sm",
  shortcut,
  className,
  ...rest
}: Omit<Look, "icon" | "iconEnd" | "block"> & Omit<LinkProps, "children"> & { icon: IconOf; label: string }) {
  const self = useRef<HTMLAnchorElement>(null);
  useShortcut(shortcut, () => self.current?.click(), label);
  return (
    <Link
      ref={self}
      className={clsx(lookOf({ kind, size }), "btn-icon", className)}
      aria-label={label}
      title={label}
      aria-keyshortcuts={shortcut && shortcutSpoken(shortcut)}
      {...rest}
    >
      <Icon of={icon} />
    </Link>
  );
}

/** Buttons of one kind, side by side as one. */
export const ButtonGroup = ({ children, label }: { children: ReactNode; label?: string }) => (
  <span className="btn-group" role="group" aria-label={label}>
    {children}
  </span>
);
