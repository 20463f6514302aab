import { type CSSProperties, type RefObject, useEffect, useId, useState } from "react";

/** Names for the browser's own popover: it opens and closes by itself, before any script, in the top layer.
 *  Where the browser cannot anchor (`position-area`), the script places it when it opens. */
export function usePopover(panel: RefObject<HTMLElement>) {
  const id = `pop${useId().replace(/\W/g, "")}`;
  const [open, setOpen] = useState(false);
  const anchor = `--${id}`;

  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onToggle = (event: Event) => {
      const isOpen = (event as ToggleEvent).newState === "open";
      setOpen(isOpen);
      if (isOpen)
        element.querySelector<HTMLElement>("a[href], button:not(:disabled), input:not([type=hidden])")?.focus({ preventScroll: true });
      if (isOpen && !CSS.supports("position-area: block-end")) place(element, id);
    };
    element.addEventListener("toggle", onToggle);
    return () => element.removeEventListener("toggle", onToggle);
  }, [panel, id]);

  return {
    id,
    open,
    close: () => panel.current?.hidePopover?.(),
    trigger: { popovertarget: id, style: { anchorName: anchor } as CSSProperties },
    panel: { id, popover: "auto", style: { positionAnchor: anchor } as CSSProperties },
  };
}

function place(panel: HTMLElement, id: string) {
  const trigger = document.querySelector(`[popovertarget="${id}"]`)?.getBoundingClientRect();
  if (!trigger) return;
  const { offsetWidth: width, offsetHeight: height } = panel;
  const fromEnd = panel.classList.contains("is-end") !== (document.dir === "rtl");
  const left = fromEnd ? trigger.right - width : trigger.left;
  const below = trigger.bottom + 4 + height <= innerHeight;
  panel.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  panel.style.top = `${below ? trigger.bottom + 4 : Math.max(8, trigger.top - height - 4)}px`;
}
