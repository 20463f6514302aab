/** What a key press means, apart from any page. A shortcut reads "a", "?", "enter" or "mod+k" (⌘ on a Mac, Ctrl elsewhere). */

export type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** Whether that press is that shortcut. Shift is let through for signs ("?" needs it on most keyboards), never for letters. */
export function isShortcut(press: Press, shortcut: string): boolean {
  const wanted = shortcut.toLowerCase().split("+");
  const key = wanted.at(-1)!;
  const mod = press.ctrlKey || press.metaKey;
  if (wanted.includes("mod") !== mod || press.altKey) return false;
  if (press.key.toLowerCase() !== key) return false;
  return wanted.includes("shift") === press.shiftKey || !/^[a-z]$|^enter$/.test(key);
}

/** How a shortcut is drawn on a key: "mod+k" → "⌘K". */
export const shortcutText = (shortcut: string) =>
  shortcut
    .split("+")
    .map((part) => ({ mod: "⌘", enter: "↵", shift: "⇧", escape: "esc" })[part.toLowerCase()] ?? part.toUpperCase())
    .join("");

/** The same for `aria-keyshortcuts`. */
export const shortcutSpoken = (shortcut: string) =>
  shortcut
    .split("+")
    .map((part) => (part === "mod" ? "Control" : part.length === 1 ? part : part[0]!.toUpperCase() + part.slice(1)))
    .join("+");

/** True where letters are text: single keys must not act there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[cmdk-root]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "reset", "range", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
