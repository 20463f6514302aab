import { useState } from "react";
import { Kbd } from "~/ui/controls/kbd";
import { type KeyHelp, useShortcut } from "~/ui/controls/use-shortcut";
import { Dialog } from "~/ui/overlays/dialog";
import { useWords } from "~/ui/words";

/** `?` shows every key that works on this page now. */
export function KeyboardMap({ keys }: { keys: KeyHelp[] }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  const groups = [
    { title: say("keysHere"), keys: keys.filter(({ shortcut }) => !shortcut.includes("mod")) },
    {
      title: say("keysEverywhere"),
      keys: [...keys.filter(({ shortcut }) => shortcut.includes("mod")), { shortcut: "?", label: say("keyboardMap") }],
    },
  ].filter((group) => group.keys.length > 0);
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={say("keyboardMap")} wide>
      {groups.map((group) => (
        <section key={group.title} className="stack g1">
          <h3 className="meta faint">{group.title}</h3>
          <div className="keys">
            {group.keys.map(({ shortcut, label }) => (
              <div key={shortcut + label}>
                <span className="truncate">{label}</span>
                <Kbd keys={shortcut} />
              </div>
            ))}
          </div>
        </section>
      ))}
    </Dialog>
  );
}
