import { ChevronsUpDown } from "lucide-react";
import { Icon } from "~/ui/controls/icon";
import { type MenuEntry, Menu } from "~/ui/overlays/menu";
import { BrandMark } from "~/ui/shell/brand-mark";

/** Whose data this is, and the way to another company. With one company it is a name and no button. */
export function CompanySwitcher({ name, entries, product }: { name: string; entries: MenuEntry[]; product: string }) {
  const inside = (
    <>
      <BrandMark label={product} />
      <span className="brandname">{name}</span>
    </>
  );
  if (entries.length === 0) return <div className="switcher is-still">{inside}</div>;
  return (
    <Menu
      label={name}
      entries={entries}
      triggerClass="switcher"
      trigger={
        <>
          {inside}
          <Icon of={ChevronsUpDown} />
        </>
      }
    />
  );
}
