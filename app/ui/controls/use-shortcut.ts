import { createContext, useContext, useEffect, useRef } from "react";
import { isShortcut, isTyping } from "~/ui/controls/keys";

/** What `?` lists. */
export type KeyHelp = { shortcut: string; label: string };
type Register = (help: KeyHelp) => () => void;
export const KeyRegister = createContext<Register | null>(null);

/** Runs `run` on that key anywhere on the page, except while text is typed or a dialog is open, and tells the keyboard map. */
export function useShortcut(shortcut: string | undefined, run: (event: KeyboardEvent) => void, label?: string) {
  const latest = useRef(run);
  latest.current = run;

  useEffect(() => {
    if (!shortcut) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isShortcut(event, shortcut)) return;
      if (!shortcut.includes("mod") && (isTyping(event.target) || document.querySelector("dialog[open], .menu:popover-open"))) return;
      event.preventDefault();
      latest.current(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcut]);

  useKeyHelp(shortcut, label);
}

/** Only tells the keyboard map of a key that something else answers. */
export function useKeyHelp(shortcut: string | undefined, label?: string) {
  const register = useContext(KeyRegister);
  useEffect(() => (shortcut && label ? register?.({ shortcut, label }) : undefined), [shortcut, label, register]);
}
