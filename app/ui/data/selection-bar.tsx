import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "~/ui/controls/button";
import { useFormat, useWords } from "~/ui/words";

type Props = { count: number; total?: number; all: boolean; isPage: boolean; onAll: () => void; onClear: () => void; children: ReactNode };

/** How many are chosen, the step to all that match, and what can be done with them. */
export function SelectionBar({ count, total, all, onAll, onClear, children }: Props) {
  const say = useWords();
  const { number } = useFormat();
  return (
    <div className="selbar" role="region" aria-label={say("selectionActions")}>
      <span className="strong num" role="status">
        {all ? say("selectedAll", { total: number(count) }) : say("selected", { count, number: number(count) })}
      </span>
      {!all && total !== undefined && total > count && (
        <button type="button" className="link selbar-all" onClick={onAll}>
          {say("selectAllMatching", { total: number(total) })}
        </button>
      )}
      <i className="rule" />
      {children}
      <i className="rule" />
      <IconButton icon={X} label={say("clearSelection")} onClick={onClear} />
    </div>
  );
}
