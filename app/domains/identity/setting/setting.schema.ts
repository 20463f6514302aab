import { z } from "zod";
import { fieldOfSetting, settingKeys, settingsRegistry } from "./settings-registry";

const invalid = "platform.form.invalid";

const fields = settingKeys.map((key) => {
  const known = settingsRegistry[key];
  const one =
    known.type === "boolean"
      ? z.literal("on", invalid).optional().transform(Boolean)
      : known.type === "string"
        ? z.string().trim().max(known.max, invalid).optional()
        : z.coerce.number(invalid).int(invalid).min(known.min, invalid).max(known.max, invalid).optional();
  return [fieldOfSetting(key), one] as const;
});

/** Every setting of the registry, as its page posts them. A number or a text left empty is our default. */
export const SystemSettings = z.object(Object.fromEntries(fields));
export type SystemSettings = Record<string, string | number | boolean | undefined>;
