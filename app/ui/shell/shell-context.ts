import { createContext, type ReactNode, useContext } from "react";
import type { MenuEntry } from "~/ui/overlays/menu";

/** What every page's top line shows at its end, given once by the shell. */
export type ShellEnds = { jobs?: ReactNode; notifications?: ReactNode; account?: { name: string; entries: MenuEntry[] } };
export const ShellContext = createContext<ShellEnds>({});
export const useShellEnds = () => useContext(ShellContext);
