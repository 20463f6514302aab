import { useFetcher, useLocation, useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import { LogOut, Monitor, Moon, Search, Sun } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { Icon } from "~/ui/controls/icon";
import { Kbd } from "~/ui/controls/kbd";
import { KeyRegister, type KeyHelp, useShortcut } from "~/ui/controls/use-shortcut";
import type { EntryForm, MenuEntry } from "~/ui/overlays/menu";
import { type Notice, Toasts } from "~/ui/overlays/toast";
import type { PaletteProps } from "~/ui/shell/command-palette";
import { KeyboardMap } from "~/ui/shell/keyboard-map";
import { ShellContext } from "~/ui/shell/shell-context";
import { BottomBar, type NavGroup, type NavItem, Sidebar } from "~/ui/shell/sidebar";
import { applyTheme, type Theme, themes } from "~/ui/shell/theme";
import { useWords } from "~/ui/words";

const CommandPalette = lazy(() => import("~/ui/shell/command-palette"));

export type ShellProps = {
  /** `CompanySwitcher`, usually. */
  switcher: ReactNode;
  groups: NavGroup[];
  /** Below the groups: settings. */
  foot?: NavItem[];
  /** At the very bottom: what is left of the month's allowance. */
  quota?: ReactNode;
  /** The phone's bar: four at most, "Menu" is the fifth. */
  bottom: NavItem[];
  account: { name: string; email?: string; entries?: MenuEntry[]; logOut?: { label: string; form: EntryForm } };
  theme: Theme;
  language: string;
  languages: Array<{ code: string; label: string }>;
  /** Takes POST `theme`, `language` or `sidebar`, with `returnTo` for those without scripts. */
  preferencesAction?: string;
  folded?: boolean;
  jobs?: ReactNode;
  notifications?: ReactNode;
  palette: PaletteProps;
  /** Where search goes before scripts. */
  searchTo?: string;
  notice?: Notice | null;
  children: ReactNode;
};

/** The frame of every page inside: sidebar, bottom bar, search, notices, keys. A page fills `children` with a page kind. */
export function Shell(props: ShellProps) {
  const { switcher, groups, foot, quota, bottom, account, jobs, notifications, palette, searchTo = "/search", notice, children } = props;
  const say = useWords();
  const [keys, register] = useKeyRegister();
  const [isFolded, setFolded] = useState(Boolean(props.folded));
  const [isSearching, setSearching] = useState(false);
  const isMoving = useNavigation().state !== "idle";
  const preferences = useFetcher();
  const accountEntries = useAccountEntries(props);
  const ends = useMemo(
    () => ({ jobs, notifications, account: { name: account.name, entries: accountEntries } }),
    [jobs, notifications, account.name, accountEntries],
  );

  const fold = () => {
    setFolded(!isFolded);
    preferences.submit({ sidebar: isFolded ? "open" : "folded" }, { method: "post", action: props.preferencesAction ?? "/preferences" });
  };
  const search = (
    <a
      className="search-btn"
      href={searchTo}
      title={say("search")}
      onClick={(event) => {
        event.preventDefault();
        setSearching(true);
      }}
    >
      <Icon of={Search} />
      <span>{say("search")}</span>
      <Kbd keys="mod+k" />
    </a>
  );
  return (
    <KeyRegister.Provider value={register}>
      <ShellContext.Provider value={ends}>
        <Toasts notice={notice}>
          <a className="skip" href="#main">
            {say("skip")}
          </a>
          <div className={clsx("shell", isFolded && "is-collapsed")}>
            <Sidebar switcher={switcher} search={search} groups={groups} foot={foot} quota={quota} folded={isFolded} onFold={fold} />
            <main className="main" id="main" tabIndex={-1}>
              {isMoving && <div className="loading-line" role="progressbar" aria-label={say("loading")} />}
              {children}
            </main>
            <BottomBar items={bottom} />
          </div>
          <PaletteKey onOpen={() => setSearching(true)} />
          {isSearching && (
            <Suspense fallback={null}>
              <CommandPalette {...palette} onClose={() => setSearching(false)} />
            </Suspense>
          )}
          <KeyboardMap keys={keys} />
        </Toasts>
      </ShellContext.Provider>
    </KeyRegister.Provider>
  );
}

/** Inside the register, so that ⌘K stands on the keyboard map. */
function PaletteKey({ onOpen }: { onOpen: () => void }) {
  useShortcut("mod+k", onOpen, useWords()("search"));
  return null;
}

function useKeyRegister() {
  const [keys, setKeys] = useState<KeyHelp[]>([]);
  const register = useCallback((help: KeyHelp) => {
    setKeys((now) => [...now, help]);
    return () => setKeys((now) => now.filter((one) => one !== help));
  }, []);
  return [keys, register] as const;
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

/** Me: my own links, light or dark, my language, the way out. */
function useAccountEntries({ account, theme, language, languages, preferencesAction = "/preferences" }: ShellProps): MenuEntry[] {
  const say = useWords();
  const { pathname, search } = useLocation();
  const returnTo = pathname + search;
  const themeWords = { system: say("themeSystem"), light: say("themeLight"), dark: say("themeDark") };
  return [
    { heading: account.email ?? account.name },
    ...(account.entries ?? []),
    "rule",
    { heading: say("theme") },
    ...themes.map((choice) => ({
      label: themeWords[choice],
      icon: themeIcons[choice],
      checked: choice === theme,
      form: { action: preferencesAction, fields: { theme: choice, returnTo }, background: true, now: () => applyTheme(choice) },
    })),
    ...(languages.length > 1
      ? [
          "rule" as const,
          { heading: say("language") },
          ...languages.map(({ code, label }) => ({
            label,
            checked: code === language,
            form: { action: preferencesAction, fields: { language: code, returnTo } },
          })),
        ]
      : []),
    ...(account.logOut ? ["rule" as const, { label: account.logOut.label, icon: LogOut, form: account.logOut.form }] : []),
  ];
}
