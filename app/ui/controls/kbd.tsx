import { shortcutText } from "~/ui/controls/keys";

/** A key as drawn: `<Kbd keys="mod+k" />`. */
export const Kbd = ({ keys }: { keys: string }) => <kbd className="kbd">{shortcutText(keys)}</kbd>;
