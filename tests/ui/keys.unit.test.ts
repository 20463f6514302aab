import { expect, test } from "vitest";
import { isShortcut, shortcutSpoken, shortcutText } from "~/ui/controls/keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test("a letter answers alone: never with Ctrl, Alt, or Shift held", () => {
  expect(isShortcut(press("a"), "a")).toBe(true);
  expect(isShortcut(press("a", { ctrlKey: true }), "a")).toBe(false);
  expect(isShortcut(press("a", { altKey: true }), "a")).toBe(false);
  expect(isShortcut(press("A", { shiftKey: true }), "a")).toBe(false);
  expect(isShortcut(press("A", { shiftKey: true }), "shift+a")).toBe(true);
});
test("mod is ⌘ on a Mac and Ctrl elsewhere", () => {
  expect(isShortcut(press("k", { metaKey: true }), "mod+k")).toBe(true);
  expect(isShortcut(press("k", { ctrlKey: true }), "mod+k")).toBe(true);
  expect(isShortcut(press("k"), "mod+k")).toBe(false);
});
test("the question mark answers however the keyboard makes it", () => {
  expect(isShortcut(press("?", { shiftKey: true }), "?")).toBe(true);
  expect(isShortcut(press("?"), "?")).toBe(true);
});
test("a shortcut is drawn for the eye and written for a screen reader", () => {
  expect(shortcutText("mod+k")).toBe("⌘K");
  expect(shortcutText("enter")).toBe("↵");
  expect(shortcutSpoken("mod+k")).toBe("Control+k");
  expect(shortcutSpoken("enter")).toBe("Enter");
});
