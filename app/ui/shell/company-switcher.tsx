import { Link } from "@remix-run/react";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Icon } from "~/ui/controls/icon";
import { Form } from "~/ui/forms/form";
import { usePopover } from "~/ui/overlays/popover";
import { BrandMark } from "~/ui/shell/brand-mark";

export type SwitchableCompany = { id: string; name: string; role: string };
type Props = {
  product: string;
  current: string;
  companies: Array<SwitchableCompany>;
  /** Takes POST `companyId`. */
  action: string;
  /** The way to a further company. */
  createTo: string;
  words: { label: string; search: string; none: string; create: string };
};

/** From so many on, typing is faster than looking. */
const searchable = 9;

/**
 * Whose data this is, and the way into another company. The list opens and its forms post before any script; the answer is a new
 * document, so that nothing of the company one leaves stays in the browser's memory.
 */
export function CompanySwitcher({ product, current, companies, action, createTo, words }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const pop = usePopover(panel);
  const [text, setText] = useState("");
  const [isAlive, live] = useState(false);
  useEffect(() => live(true), []);
  const wanted = fold(text);
  const shown = companies.filter(({ name }) => fold(name).includes(wanted));
  const name = companies.find(({ id }) => id === current)?.name ?? product;
  return (
    <>
      <button type="button" className="switcher" aria-haspopup="dialog" aria-expanded={pop.open} title={words.label} {...pop.trigger}>
        <BrandMark label={product} />
        <span className="brandname" dir="auto">
          {name}
        </span>
        <Icon of={ChevronsUpDown} />
      </button>
      <div ref={panel} className="menu pop switcher-panel" role="dialog" aria-label={words.label} {...pop.panel} onKeyDown={move}>
        {isAlive && companies.length >= searchable && (
          <input
            type="search"
            className="input switcher-search"
            aria-label={words.search}
            placeholder={words.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Form method="post" action={action} reloadDocument>
          <ul className="plain switcher-list" aria-label={words.label}>
            {shown.map((company) => (
              <li key={company.id}>
                <button
                  className="menu-item"
                  name="companyId"
                  value={company.id}
                  aria-current={company.id === current ? "true" : undefined}
                >
                  <span className="truncate">{company.name}</span>
                  <span className="push row g2">
                    <span className="meta">{company.role}</span>
                    {company.id === current && <Icon of={Check} />}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Form>
        {shown.length === 0 && (
          <p className="menu-label" role="status">
            {words.none}
          </p>
        )}
        <hr className="menu-rule" />
        <Link className="menu-item" to={createTo} onClick={pop.close}>
          <Icon of={Plus} />
          <span className="truncate">{words.create}</span>
        </Link>
      </div>
    </>
  );
}

/** As people type it: without case and accents. */
const fold = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Arrows, home and end move through what is shown; enter in the search takes the first. */
function move(event: KeyboardEvent<HTMLDivElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(".menu-item")];
  const isTyping = document.activeElement instanceof HTMLInputElement;
  const first = event.currentTarget.querySelector<HTMLButtonElement>("button.menu-item");
  if (isTyping && event.key === "Enter" && first) {
    event.preventDefault();
    first.click();
    return;
  }
  const now = items.indexOf(document.activeElement as HTMLElement);
  const to =
    event.key === "ArrowDown"
      ? items[(now + 1) % items.length]
      : event.key === "ArrowUp"
        ? items.at(now <= 0 ? -1 : now - 1)
        : !isTyping && event.key === "Home"
          ? items[0]
          : !isTyping && event.key === "End"
            ? items.at(-1)
            : undefined;
  if (!to) return;
  event.preventDefault();
  to.focus();
}
