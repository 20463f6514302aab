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
        {inForms(entries).map((one, place) =>
          isTogether(one) ? <Choices key={place} {...one} /> : <Entry key={place} entry={one} followLinks={followLinks} />,
        )}
      </div>
    </>
  );
}

/** Entries that post the same but for one field share a form: a form costs more than all its buttons. `by` is that field. */
type Posted = Line & { form: EntryForm };
type Together = { posted: Array<Posted>; by?: string };
type Alone = Exclude<MenuEntry, Posted>;
const isTogether = (one: Alone | Together): one is Together => one !== "rule" && "posted" in one;

function inForms(entries: Array<MenuEntry>): Array<Alone | Together> {
  const shown: Array<Alone | Together> = [];
  for (const entry of entries) {
    if (entry === "rule" || !("form" in entry)) {
      shown.push(entry);
      continue;
    }
    const last = shown.at(-1);
    const open = last && isTogether(last) ? last : undefined;
    const by = open && onlyDifference(open.posted[0]!.form, entry.form);
    if (open && by && (open.by ?? by) === by) {
      open.posted.push(entry);
      open.by = by;
    } else shown.push({ posted: [entry] });
  }
  return shown;
}

function onlyDifference(one: EntryForm, other: EntryForm): string | undefined {
  const names = Object.keys(one.fields);
  if (one.action !== other.action || one.background !== other.background || names.length !== Object.keys(other.fields).length) return;
  const differ = names.filter((name) => one.fields[name] !== other.fields[name]);
  return differ.length === 1 ? differ[0] : undefined;
}

function Choices({ posted, by }: Together) {
  const { action, fields, background } = posted[0]!.form;
  return (
    <Form method="post" action={action} navigate={!background} preventScrollReset>
      {Object.entries(fields).map(([name, value]) => name !== by && <input key={name} type="hidden" name={name} value={value} />)}
      {posted.map((entry, place) => (
        <button
          key={place}
          type="submit"
          name={by}
          value={by && entry.form.fields[by]}
          disabled={entry.disabled}
          onClick={entry.form.now}
          {...lookOf(entry)}
        >
          <Inside {...entry} />
        </button>
      ))}
    </Form>
  );
}

const lookOf = ({ danger, checked }: Line) => ({
  className: clsx("menu-item", danger && "is-danger"),
  role: checked === undefined ? "menuitem" : "menuitemradio",
  "aria-checked": checked,
});

function Inside({ label, icon, before, checked, shortcut }: Line) {
  return (
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
}

function Entry({ entry, followLinks }: { entry: Alone; followLinks: (event: MouseEvent) => void }) {
  if (entry === "rule") return <hr className="menu-rule" />;
  if ("heading" in entry)
    return (
      <p className="menu-label" role="presentation">
        {entry.heading}
      </p>
    );
  if ("to" in entry)
    return (
      <a href={entry.to} onClick={followLinks} {...lookOf(entry)}>
        <Inside {...entry} />
      </a>
    );
  if ("href" in entry)
    return (
      <a href={entry.href} download={entry.download} {...lookOf(entry)}>
        <Inside {...entry} />
      </a>
    );
  return (
    <button type="button" disabled={entry.disabled} onClick={entry.run} {...lookOf(entry)}>
      <Inside {...entry} />
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
