/** Names, codes and abbreviations that are written the same in every language of ours, Arabic included. */
export const sameEverywhere: ReadonlySet<string> = new Set(["Essor", "Français", "English", "Italiano", "Español", "Deutsch", "العربية"]);

/** Words that a language shares with French or English: read one by one before they came here. */
export const sameIn: Readonly<Record<string, ReadonlySet<string>>> = {
  it: new Set(["Menu", "Password"]),
  es: new Set([]),
  de: new Set(["(optional)", "Navigation", "Team"]),
};
