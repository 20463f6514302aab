import { Link } from "@remix-run/react";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "~/ui/controls/icon";
import { type MenuEntry, Menu } from "~/ui/overlays/menu";
import { useWords } from "~/ui/words";

type Props = { name: string; operator: string; value: ReactNode; removeTo: string; choices?: MenuEntry[] };

/** A filter that reads as a sentence: "Score, est au moins, 70". `choices` changes its value, `removeTo` is the page without it. */
export function FilterChip({ name, operator, value, removeTo, choices }: Props) {
  const say = useWords();
  return (
    <span className="chip" role="group" aria-label={name}>
      <span className="chip-key">{name}</span>
      <span className="chip-op">{operator}</span>
      {choices ? (
        <Menu
          label={`${name}: ${operator}`}
          entries={choices}
          trigger={
            <span className="chip-value">
              <span className="sr-only">
                {name} {operator}{" "}
              </span>
              {value}
            </span>
          }
          triggerClass=""
        />
      ) : (
        <span className="chip-value">{value}</span>
      )}
      <Link className="chip-remove" to={removeTo} preventScrollReset aria-label={say("removeFilter", { name })}>
        <Icon of={X} />
      </Link>
    </span>
  );
}

/** "Filter": opens the filters that can be added, each a link to the page with it. */
export function FilterAdd({ label, entries }: { label: string; entries: MenuEntry[] }) {
  return (
    <Menu
      label={label}
      entries={entries}
      triggerClass="chip chip-add"
      trigger={
        <span>
          <Icon of={Plus} />
          {label}
        </span>
      }
    />
  );
}
