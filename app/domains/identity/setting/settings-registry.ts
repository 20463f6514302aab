/** Every setting by key, with its kind, what holds where a company set nothing, and what it may be. Browser-safe: the page is made of it. */
export const settingsRegistry = {
  "company.card_warning_days": { type: "integer", default: 90, min: 30, max: 365 },
  "home.first_steps": { type: "boolean", default: true },
  "privacy.retention_months": { type: "integer", default: 36, min: 6, max: 36 },
  "time.longest_entry_hours": { type: "integer", default: 14, min: 1, max: 24 },
  "time.activity_required": { type: "boolean", default: false },
  "time.activities": { type: "string", default: "", max: 1000 },
} as const satisfies Record<string, KnownSetting>;

type KnownSetting =
  | { type: "integer"; default: number; min: number; max: number }
  | { type: "boolean"; default: boolean }
  | { type: "string"; default: string; max: number };

export type SettingKey = keyof typeof settingsRegistry;
export const settingKeys = Object.keys(settingsRegistry) as Array<SettingKey>;
type Widened<T> = T extends number ? number : T extends boolean ? boolean : string;
/** What a setting is in code. */
export type SettingValue<K extends SettingKey> = Widened<(typeof settingsRegistry)[K]["default"]>;
export type SettingValues = { [K in SettingKey]: SettingValue<K> };

/** `time.longest_entry_hours`: its category and its key, as the table keeps them. */
export const placeOfSetting = (key: SettingKey) => {
  const dot = key.indexOf(".");
  return { category: key.slice(0, dot), key: key.slice(dot + 1) };
};
/** The name of its field: without the dot that Conform reads as a path. */
export const fieldOfSetting = (key: SettingKey) => key.replace(".", "_");

/** A kept text as the setting's own kind; null where it is none any more, so that the default holds. */
export function parseSetting(key: SettingKey, text: string | null): number | boolean | string | null {
  const known: KnownSetting = settingsRegistry[key];
  if (text === null) return null;
  if (known.type === "boolean") return text === "true" ? true : text === "false" ? false : null;
  if (known.type === "string") return text.length <= known.max ? text : null;
  const number = Number(text);
  return Number.isInteger(number) && number >= known.min && number <= known.max ? number : null;
}
