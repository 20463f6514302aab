/** The reader's choice of light or dark lives in a cookie, so that the server writes it on <html> and nothing flashes. */

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const isTheme = (text: unknown): text is Theme => themes.includes(text as Theme);

/** Reads the choice from a Cookie header. Nothing chosen, or nonsense: as the reader's system. */
export function themeFrom(cookieHeader: string | null): Theme {
  const found = /(?:^|;\s*)theme=(\w+)/.exec(cookieHeader ?? "")?.[1];
  return isTheme(found) ? found : "system";
}

/** The Set-Cookie value that keeps a choice for a year. */
export const themeCookie = (theme: Theme) => `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;

/** What <html> bears. Without it the style sheet follows the reader's system. */
export const themeAttributes = (theme: Theme) => (theme === "system" ? {} : { "data-theme": theme });

/** Whether the reader folded the sidebar to icons. */
export const isSidebarFolded = (cookieHeader: string | null) => /(?:^|;\s*)sidebar=folded/.test(cookieHeader ?? "");
export const sidebarCookie = (folded: boolean) => `sidebar=${folded ? "folded" : "open"}; Path=/; Max-Age=31536000; SameSite=Lax`;

/** Shows a choice at once, before the server has kept it. */
export function applyTheme(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
