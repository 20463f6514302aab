import { clsx } from "clsx";
import { Check } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { Kbd } from "~/ui/controls/kbd";
import { useLinkClicks } from "~/ui/data/use-link-clicks";
import { Form } from "~/ui/forms/form";
import { usePopover } from "~/ui/overlays/popover";

type Line = {
  label: ReactNode;
  icon?: IconOf;
  before?: ReactNode;
  danger?: boolean;
  checked?: boolean;
  disabled?: boolean;
  shortcut?: string;
};
/** A form that the entry posts. Works before scripts; `background` keeps the page where it is once they run,
 *  `now` shows the outcome before the server answers. */
export type EntryForm = { action: string; fields: Record<string, string>; background?: boolean; now?: () => void };
export type MenuEntry =
  | (Line & { to: string })
  | (Line & { href: string; download?: boolean })
  | (Line & { run: () => void })
  | (Line & { form: EntryForm })
  | { heading: ReactNode }
  | "rule";

type Props = {
  label: string;
  entries: MenuEntry[];
  trigger: ReactNode;
  triggerClass?: string;
  end?: boolean;
  /** The trigger shows no words: `label` is then said for it. */
  wordless?: boolean;
};

/** A button that opens a short list of links and deeds. Links and forms work before scripts; arrows, home, end and letters move. */
export function Menu({ label, entries, trigger, triggerClass = "btn btn-secondary", end, wordless }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const pop = usePopover(list);
  const followLinks = useLinkClicks();
  return (
    <>
      <button type="button" className={triggerClass} aria-haspopup="menu" aria-expanded={pop.open} {...pop.trigger}>
        {trigger}
        {wordless && <span className="sr-only">{label}</span>}
      </button>
      <div
        ref={list}
        className={clsx("menu pop", end && "is-end")}
        role="menu"
        aria-label={label}
        {...pop.panel}
        onKeyDown={move}
        onClick={pop.close}
      >
        {entries.map((entry, place) => (
          <Entry key={place} entry={entry} followLinks={followLinks} />
        ))}
      </div>
    </>
  );
}

function Entry({ entry, followLinks }: { entry: MenuEntry; followLinks: (event: MouseEvent) => void }) {
  if (entry === "rule") return <hr className="menu-rule" />;
  if ("heading" in entry)
    return (
      <p className="menu-label" role="presentation">
        {entry.heading}
      </p>
    );
  const { label, icon, before, danger, checked, disabled, shortcut } = entry;
  const look = {
    className: clsx("menu-item", danger && "is-danger"),
    role: checked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": checked,
  };
  const inside = (
    <>
      {before ?? (icon && <Icon of={icon} />)}
      <span className="truncate">{label}</span>
      {checked && (
        <span className="push">
          <Icon of={Check} />
        </span>
      )}
      {shortcut && (
        <span className="push">
          <Kbd keys={shortcut} />
        </span>
      )}
    </>
  );
  if ("to" in entry)
    return (
      <a href={entry.to} onClick={followLinks} {...look}>
        {inside}
      </a>
    );
  if ("href" in entry)
    return (
      <a href={entry.href} download={entry.download} {...look}>
        {inside}
      </a>
    );
  if ("form" in entry)
    return (
      <Form method="post" action={entry.form.action} navigate={!entry.form.background} preventScrollReset onSubmit={entry.form.now}>
        {Object.entries(entry.form.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" disabled={disabled} {...look}>
          {inside}
        </button>
      </Form>
    );
  return (
    <button type="button" disabled={disabled} onClick={entry.run} {...look}>
      {inside}
    </button>
  );
}

function move(event: KeyboardEvent<HTMLDivElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(".menu-item:not(:disabled)")];
  if (items.length === 0) return;
  const now = items.indexOf(document.activeElement as HTMLElement);
  const letter = event.key.length === 1 && /\p{L}/u.test(event.key) && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : null;
  const byLetter = () => {
    const order = [...items.slice(now + 1), ...items.slice(0, now + 1)];
    return order.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter!));
  };
  const to =
    event.key === "ArrowDown"
      ? items[(now + 1) % items.length]
      : event.key === "ArrowUp"
        ? items.at(now <= 0 ? -1 : now - 1)
        : event.key === "Home"
          ? items[0]
          : event.key === "End"
            ? items.at(-1)
            : letter
              ? byLetter()
              : undefined;
  if (!to) return;
  event.preventDefault();
  to.focus();
}
