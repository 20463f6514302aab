import { useNavigate } from "@remix-run/react";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { Kbd } from "~/ui/controls/kbd";
import { useWords } from "~/ui/words";

/** One line of the palette: a place (`to`) or a deed (`run`). `keywords`: other words it answers to. */
export type PaletteItem = {
  id: string;
  label: string;
  note?: string;
  group: string;
  icon?: IconOf;
  shortcut?: string;
  keywords?: string[];
  to?: string;
  run?: () => void;
};
export type PaletteProps = {
  items: PaletteItem[];
  /** What the server found for the words typed; shown unfiltered, above. */
  results?: PaletteItem[];
  onQuery?: (text: string) => void;
  busy?: boolean;
};

/** ⌘K: go anywhere, find anyone, do anything. Loaded when first opened. */
export default function CommandPalette({ items, results = [], onQuery, busy, onClose }: PaletteProps & { onClose: () => void }) {
  const self = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const say = useWords();

  useEffect(() => {
    self.current?.showModal();
    self.current?.querySelector("input")?.focus();
  }, []);
  useEffect(() => {
    if (!onQuery) return;
    const timer = setTimeout(() => onQuery(text), 120);
    return () => clearTimeout(timer);
  }, [text, onQuery]);

  const choose = (item: PaletteItem) => {
    onClose();
    if (item.to) navigate(item.to);
    item.run?.();
  };
  return (
    <dialog
      ref={self}
      className="dialog palette"
      aria-label={say("search")}
      onClose={onClose}
      onClick={(event) => event.target === self.current && onClose()}
    >
      <Command label={say("search")} loop>
        <div className="palette-search">
          {busy ? <span className="spinner" aria-hidden="true" /> : <Icon of={Search} />}
          <Command.Input value={text} onValueChange={setText} placeholder={say("searchHint")} />
          <Kbd keys="escape" />
        </div>
        <Command.List className="palette-list" label={say("search")}>
          {!busy && <Command.Empty>{say("noMatch")}</Command.Empty>}
          {groupsOf(results).map(([group, lines]) => (
            <Command.Group key={group} heading={group} forceMount>
              {lines.map((item) => (
                <Line key={item.id} item={item} onChoose={choose} found />
              ))}
            </Command.Group>
          ))}
          {groupsOf(items).map(([group, lines]) => (
            <Command.Group key={group} heading={group}>
              {lines.map((item) => (
                <Line key={item.id} item={item} onChoose={choose} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
        <div className="palette-foot">
          <span className="row g1">
            <Kbd keys="↑" />
            <Kbd keys="↓" /> {say("toChoose")}
          </span>
          <span className="row g1">
            <Kbd keys="enter" /> {say("toOpen")}
          </span>
        </div>
      </Command>
    </dialog>
  );
}

function groupsOf(lines: PaletteItem[]): Array<[group: string, lines: PaletteItem[]]> {
  const groups = new Map<string, PaletteItem[]>();
  for (const line of lines) groups.set(line.group, [...(groups.get(line.group) ?? []), line]);
  return [...groups];
}

function Line({ item, onChoose, found }: { item: PaletteItem; onChoose: (item: PaletteItem) => void; found?: boolean }) {
  return (
    <Command.Item value={`${item.label} ${item.id}`} keywords={item.keywords} forceMount={found} onSelect={() => onChoose(item)}>
      {item.icon && <Icon of={item.icon} />}
      <span className="truncate">
        {item.label}
        {item.note && <span className="faint"> {item.note}</span>}
      </span>
      {item.shortcut && (
        <span className="push">
          <Kbd keys={item.shortcut} />
        </span>
      )}
    </Command.Item>
  );
}
